"""A PDF written by hand: pages of text at places, in one font."""

import zlib

LEADING = 12.0
LEFT, TOP = 72.0, 760.0


def pdf(pages, *, info="", packed=True, tail=""):
    """A document.

    Args:
        pages: for each page the (x, y, size, text) of what is drawn on it, in that order.
        info: what stands in its /Info, as in PDF: "/Title (Pool)".
        packed: whether the pages' drawing is compressed.
        tail: more objects, from number 50 on.
    """
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: f"<< {info} >>".encode("latin-1"),
    }
    for number, page in enumerate(pages):
        drawn = page if isinstance(page, bytes) else b"".join(_drawn(*one) for one in page)
        stream = zlib.compress(drawn) if packed else drawn
        how = "/Filter /FlateDecode " if packed else ""
        objects[10 + 2 * number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {11 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        ).encode()
        objects[11 + 2 * number] = (
            f"<< {how}/Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream"
        )
    out = bytearray(b"%PDF-1.4\n")
    places = {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    out += tail.encode()
    table = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += f"{number} 1\n{place:010d} 00000 n \n".encode()
    out += f"trailer << /Size 100 /Root 1 0 R /Info 4 0 R >>\nstartxref\n{table}\n%%EOF".encode()
    return bytes(out)


def _drawn(x, y, size, text):
    written = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(")
    written = written.replace(b")", b"\\)")
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm (".encode() + written + b") Tj ET\n"


def block(text, *, x=LEFT, y=TOP, size=10.0, indent=0.0):
    """The lines of `text`, broken where it has line ends, one below the other."""
    return [
        (x + (indent if not number else 0), y - number * LEADING, size, line)
        for number, line in enumerate(text.strip().split("\n"))
    ]
