import spacy

from cleanse.adapters.spacy import CleaningTokenizer

nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")
nlp.tokenizer = CleaningTokenizer(nlp.tokenizer)

rows = [("Advertisement\n\nThe ferry was late. Nobody minded.", "https://www.independent.co.uk/news/ferry")]
for doc in nlp.pipe(nlp.tokenizer(text, url) for text, url in rows):
    print(doc._.cleanse["publisher"], [edit["rule"] for edit in doc._.cleanse["edits"]])
    for sentence in doc.sents:
        start, end = sentence._.in_source
        print(start, end, repr(doc._.cleanse["source"][start:end]))
