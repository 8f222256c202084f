from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import Document

from cleanse.adapters.llama_index import CleanNodes

documents = [
    Document(
        text="The ferry was late.\n\nAdvertisement\n\nNobody minded.",
        metadata={"url": "https://www.independent.co.uk/news/ferry"},
    )
]
pipeline = IngestionPipeline(transformations=[CleanNodes(), SentenceSplitter(chunk_size=256)])
for node in pipeline.run(documents=documents):
    print(node.metadata["publisher"], repr(node.text))
