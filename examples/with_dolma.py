import json

from cleanse.adapters.dolma import attributes

document = {
    "id": "ferry-1",
    "source": "news",
    "text": "Advertisement\nThe ferry was late.",
    "metadata": {"url": "https://www.independent.co.uk/news/ferry"},
}
print(json.dumps(attributes(document)))
