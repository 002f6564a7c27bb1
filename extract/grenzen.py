"""What a file may ask of the reader at most; each limit lies far above what a real document needs, with its reason.

What a library does inside one call (PDFium that unpacks a stream, a parser that loops) is bounded by the process that
reads, not here.
"""

from __future__ import annotations

from typing import Final

#: Bytes of a file: a printed plan full of photographs stays under 100 MB.
MAX_BYTES: Final = 300_000_000
#: Characters of a document: some 1,500 full pages. Parsed text takes about 0.4 kB of memory a character.
MAX_CHARACTERS: Final = 5_000_000
#: Bytes of a text file: a character takes four at most.
MAX_TEXT_BYTES: Final = 4 * MAX_CHARACTERS
#: Bytes of a web page, with its pictures in it: the parsed page takes several times as much.
MAX_HTML_BYTES: Final = 60_000_000
#: Pages of a document.
MAX_PAGES: Final = 3000

#: Parts of an Office file; the pictures of a long document are some hundreds.
MAX_PARTS: Final = 10_000
#: Unpacked bytes of one XML part and of all together; 300 pages are about 10 MB.
MAX_PART, MAX_UNPACKED = 60_000_000, 150_000_000
#: Tags in one XML part: each takes some 200 bytes once it is parsed.
MAX_TAGS: Final = 4_000_000

#: Containers left open in a web page: the parser walks along all of them for each new one.
MAX_OPEN: Final = 10_000
#: Blocks within each other that are told apart; what lies deeper is read as one stretch of text.
MAX_DEPTH: Final = 150

#: Characters and drawn stretches of a PDF page of which the columns are compared: the work grows with their product.
MAX_COMPARED, MAX_STRETCHES = 30_000, 2000

#: Characters of a line and of a paragraph; a longer one is cut, at the end of a sentence where there is one. The longest
#: paragraph of a hundred pages of policy counts some 2,500.
MAX_LINE, MAX_BLOCK = 5000, 8000

#: Bytes of a file with decisions, JSON or a workbook.
MAX_DECISIONS: Final = 100_000_000
#: Rows and columns of a sheet that comes in: Excel itself has no more rows, and ours have some twenty columns.
MAX_SHEET_ROWS, MAX_COLUMNS = 1_048_576, 200

#: Bytes and rows of documenten.csv.
MAX_LIST_BYTES, MAX_ROWS = 10_000_000, 20_000
