"""Hostile PDFs, made here so that no such file lies in the repository."""

import io
import zlib

from pypdf import PdfWriter
from pypdf._encryption import AlgV4

from tests.factories import pdf
from tests.pdf_objects import with_objects

AES_KEYS = {b"O": 48, b"U": 48, b"O\x45": 32, b"U\x45": 32, b"Perms": 16}  # bytes of each, all of them zero


def shared_kids(depth, fan):
    """A page tree whose every node names the next one `fan` times: `fan` to the power of `depth` pages."""
    nodes = [
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (fan ** (depth - level), b" ".join([b"%d 0 R" % (level + 3)] * fan))
        for level in range(depth)
    ]
    return with_objects(b"<</Type/Catalog/Pages 2 0 R>>", *nodes, b"<</Type/Page/MediaBox[0 0 9 9]>>")


def cyclic_kids():
    """A page tree that contains itself."""
    return with_objects(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 2/Kids[2 0 R 2 0 R]>>")


def deep_kids(depth=3000):
    """A page tree of one page, `depth` nodes down."""
    return shared_kids(depth, 1)


def protected(password):
    """A PDF of one page that opens with `password`."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt(password, owner_password=password * 2, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def protected_with_aes():
    """A PDF that says it is encrypted with AES-256, as Acrobat does it today."""
    keys = b"".join(b"/%b<%b>" % (name, b"00" * size) for name, size in AES_KEYS.items())
    filters = b"/CF<</StdCF<</AuthEvent/DocOpen/CFM/AESV3/Length 32>>>>/StmF/StdCF/StrF/StdCF"
    encrypt = b"<</Filter/Standard/V 5/R 6/Length 256/P -4%b%b>>" % (keys, filters)
    return pdf().read().replace(b"trailer\n<<", b"trailer\n<</ID[<00><00>]/Encrypt " + encrypt)


def protected_with_aes_128(password, hidden=b""):
    """A PDF of one page as Acrobat 7 protects it, which opens with `password`; hidden: an entry of its page tree.

    The user's entry depends on the password alone, once the rest is given; so it is not written by a library.
    """
    owner, file_id = bytes(32), bytes(16)
    key = AlgV4.compute_key(password.encode(), 4, 128, owner, 0xFFFFFBFC, file_id, metadata_encrypted=True)
    user = AlgV4.compute_U_value(key, 4, file_id)
    return with_objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]%b>>" % hidden,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Filter/Standard/V 4/R 4/Length 128/P -1028/O<%b>/U<%b>/CF<</StdCF<</CFM/AESV2/Length 16>>>>"
        b"/StmF/StdCF/StrF/StdCF>>" % (owner.hex().encode(), user.hex().encode()),
        trailer=b"/ID[<%b><%b>]/Encrypt 4 0 R" % (file_id.hex().encode(), file_id.hex().encode()),
    )


def missing_kids(count=40_000):
    """A page tree that names `count` pages which are not there; pypdf searches the whole file for each of them."""
    kids = b" ".join(b"%d 0 R" % number for number in range(10, 10 + count))
    return with_objects(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%b]>>" % (count, kids))


def deflate_bomb(size=600 * 2**20):
    """A PDF of half a megabyte whose cross-reference stream unpacks to `size` bytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(2**20)) for _ in range(size // 2**20)) + packer.flush()
    head = b"<</Type/XRef/W[1 2 1]/Size %d/Root 2 0 R/Filter/FlateDecode/Length %d>>" % (size // 4, len(packed))
    return b"%%PDF-1.5\n1 0 obj\n%b\nstream\n%b\nendstream\nendobj\nstartxref\n9\n%%%%EOF" % (head, packed)
