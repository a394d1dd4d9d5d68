"""Small Parquet files as pyarrow writes them, in every way that reviews come in, and what is in them as JSON.

python -m venv venv && venv/bin/pip install pyarrow==26.0.1
venv/bin/python test/golden/scripts/parquet.py
"""

import json
import pathlib

import pyarrow as pa
import pyarrow.parquet as pq

folder = pathlib.Path(__file__).resolve().parents[1] / "parquet"
folder.mkdir(exist_ok=True)
rows = [
    {
        "id": f"r{i}",
        "text": f"Row {i}: é 😀 " + "ab " * (i % 7),
        "label": i % 3 != 0,
        "stars": None if i % 5 == 0 else 1 + i % 10,
        "film": ["alien", "brazil", "casablanca"][i % 3] if i % 4 else None,
    }
    for i in range(120)
]
schema = pa.schema(
    [
        ("id", pa.string()),
        pa.field("text", pa.string(), nullable=False),
        ("label", pa.bool_()),
        ("stars", pa.int64()),
        ("film", pa.string()),
    ]
)
table = pa.Table.from_pylist(rows, schema=schema)
ways = {
    "snappy": dict(compression="snappy"),
    "gzip-pages-v2": dict(compression="gzip", data_page_version="2.0"),
    "zstd-plain": dict(compression="zstd", use_dictionary=False),
    "brotli": dict(compression="brotli"),
    "lz4": dict(compression="lz4"),
    "none-small-pages": dict(compression="none", data_page_size=256, write_batch_size=16),
    "delta": dict(
        compression="snappy",
        use_dictionary=False,
        data_page_version="2.0",
        column_encoding={
            "id": "DELTA_BYTE_ARRAY",
            "text": "DELTA_LENGTH_BYTE_ARRAY",
            "stars": "DELTA_BINARY_PACKED",
            "label": "RLE",
        },
    ),
}
for name, options in ways.items():
    pq.write_table(table, folder / f"{name}.parquet", row_group_size=50, **options)
(folder / "rows.json").write_text(json.dumps(rows, ensure_ascii=False) + "\n", encoding="utf-8")
print(pa.__version__)
