"""Who is who: names, titles, descriptions and pronouns."""
