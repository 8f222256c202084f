import ray

from cleanse.adapters.ray import Cleanse

ray.init(num_cpus=4, include_dashboard=False)
texts = [
    {
        "id": 1,
        "url": "https://www.independent.co.uk/news/ferry",
        "text": "The ferry left late.\n\nThe evening boat leaves Ormouth ( Getty Images )",
    },
    {
        "id": 2,
        "url": "https://courier.example/rain",
        "text": "Advertisement\n\nLONDON (Reuters) - The river rose for a third day.",
    },
    {"id": 3, "url": None, "text": None},
]
cleaned = ray.data.from_items(texts).map_batches(Cleanse, batch_format="pyarrow", concurrency=2)
for row in sorted(cleaned.take_all(), key=lambda row: row["id"]):
    print(row["id"], row["publisher"], row["wire"], row["text"], row["error"], sep=" | ")
