from langchain_core.documents import Document

from cleanse.adapters.langchain import CleanDocuments

documents = [
    Document(
        "The ferry was late.\n\nAdvertisement\n\nNobody minded.",
        metadata={"source": "https://www.independent.co.uk/news/ferry", "language": "en-GB"},
    )
]
for document in CleanDocuments(fields=["publisher", "language"]).transform_documents(documents):
    print(repr(document.page_content))
    print(document.metadata["publisher"], document.metadata["language"])
