# %% [markdown]
# Who said what in a news article, as a table. Open this in a notebook (VS Code, JupyterLab with jupytext), or run it.

# %%
import pandas

import newsevents

article = (
    newsevents.load_seed().article
)  # or your own: newsevents.Article.from_file("article.txt", published="2023-11-15")
bundle = newsevents.extract(article)

# %% A row for each statement and each allegation, with names
said = pandas.DataFrame(bundle.said)
said[["speakers", "kind", "targets", "content", "earliest", "certainty"]]

# %% Who is quoted most
print(said.speakers.value_counts().head(5).to_string())

# %% One row per speaker, if several say something together
by_speaker = said.assign(speaker=said.speakers.str.split("; ")).explode("speaker")
print(by_speaker.groupby("speaker").kind.agg(lambda kinds: ", ".join(sorted(set(kinds.dropna())))).to_string())

# %% What is alleged, against whom, and by whom
alleged = said[said.record == "allegation"]
print(alleged[["speakers", "accused", "status", "content"]].to_string(max_colwidth=60))

# %% For a spreadsheet, with the byte order mark by which Excel recognises UTF-8
said.to_csv("who_said_what.csv", index=False, encoding="utf-8-sig")

# %% As the notebook shows it
newsevents.show(bundle.said)
