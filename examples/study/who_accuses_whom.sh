#!/bin/sh
# From a folder of articles to an answer: `sh who_accuses_whom.sh FOLDER`, where FOLDER has one article per file, as text
# or a web page. Requires `pip install "newsevents[tables]" pandas`, and newsevents[html] for web pages.
set -e
folder=$1

# Read all articles on all cores, and write tables. If interrupted, the same command continues where it stopped.
# Articles that cannot be read are reported and left out, and the exit code is then 1.
newsevents extract "$folder" -j 0 --to parquet -o tables --resume || [ $? -eq 1 ]

# Who accuses whom, in how many articles?
python - <<'END'
import pandas

alleged = pandas.read_parquet("tables/allegations.parquet")
names = pandas.read_parquet("tables/actors.parquet").set_index(["article_id", "id"]).name

pairs = alleged.explode("claimant_ids").explode("accused_ids").dropna(subset=["claimant_ids", "accused_ids"])
for column, ids in (("claimant", "claimant_ids"), ("accused", "accused_ids")):
    pairs[column] = names.reindex(pandas.MultiIndex.from_frame(pairs[["article_id", ids]])).to_numpy()
counts = pairs.groupby(["claimant", "accused"]).article_id.nunique().sort_values(ascending=False, kind="stable")
print(counts.to_string())
END
