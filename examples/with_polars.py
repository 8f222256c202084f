import polars as pl

from cleanse.adapters.polars import clean_frame

texts = pl.LazyFrame(
    {
        "url": ["https://www.independent.co.uk/news/ferry", "https://courier.example/rain", None],
        "text": [
            "The ferry left late.\n\nThe evening boat leaves Ormouth ( Getty Images )",
            "Advertisement\n\nLONDON (Reuters) - The river rose for a third day.",
            None,
        ],
    }
)
cleaned = texts.pipe(clean_frame).collect(engine="streaming")
for row in cleaned.select("publisher", "wire", "text", "error").iter_rows():
    print(*row, sep=" | ")
print(cleaned.explode("edits").unnest("edits").drop_nulls("rule").group_by("rule", "kind").len().sort("rule").rows())
