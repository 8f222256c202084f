import duckdb

from cleanse.adapters.duckdb import register

connection = duckdb.connect()
register(connection)
connection.execute("""
    CREATE TABLE texts AS SELECT * FROM (VALUES
        (1, 'https://www.independent.co.uk/news/ferry',
            E'The ferry left late.\n\nThe evening boat leaves Ormouth ( Getty Images )'),
        (2, 'https://courier.example/rain', E'Advertisement\n\nLONDON (Reuters) - The river rose for a third day.'),
        (3, NULL, NULL)
    ) t(id, url, text);
    CREATE TABLE cleaned AS SELECT id, url, told.* FROM (SELECT *, cleanse(text, url) AS told FROM texts);
""")
for row in connection.sql("SELECT id, publisher, wire, text, error FROM cleaned ORDER BY id").fetchall():
    print(*row, sep=" | ")
rules = "SELECT edit.rule, count(*) FROM (SELECT unnest(edits) AS edit FROM cleaned) GROUP BY 1 ORDER BY 1"
print(connection.sql(rules).fetchall())
