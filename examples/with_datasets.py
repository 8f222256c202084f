import datasets

from cleanse.adapters.datasets import CleanRows

datasets.disable_progress_bars()

rows = datasets.Dataset.from_dict(
    {
        "url": ["https://www.independent.co.uk/news/ferry", None],
        "text": ["The ferry was late.\n\nAdvertisement\n\nNobody minded.", None],
    }
)
cleaned = rows.map(CleanRows(), batched=True, num_proc=2)
for row in cleaned:
    print(row["publisher"], repr(row["text"]), row["error"])
