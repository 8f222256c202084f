import os
import sys

from pyspark.sql import SparkSession

from cleanse.adapters.spark import clean_frame

os.environ["PYSPARK_PYTHON"] = sys.executable  # the workers' Python
spark = SparkSession.builder.master("local[2]").getOrCreate()
texts = spark.createDataFrame(
    [
        (
            1,
            "https://www.independent.co.uk/news/ferry",
            "The ferry left late.\n\nThe evening boat leaves Ormouth ( Getty Images )",
        ),
        (2, "https://courier.example/rain", "Advertisement\n\nLONDON (Reuters) - The river rose for a third day."),
        (3, None, None),
    ],
    "id int, url string, text string",
)
cleaned = texts.transform(clean_frame)
for row in cleaned.select("id", "publisher", "wire", "text", "error").orderBy("id").collect():
    print(*row, sep=" | ")
