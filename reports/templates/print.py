# Prints the page on standard input as a tagged PDF to standard output, by WeasyPrint. Run with
# python3 -I -B in a box: it fetches nothing, starts nothing and writes no file.
import ctypes.util
import logging
import sys
import tempfile

# Asks a compiler where libraries are; WeasyPrint finds them by their names as well.
ctypes.util.find_library = lambda name: None
# For fonts that a page brings along; ours brings none.
tempfile.mkdtemp = lambda prefix: "/nonexistent/" + prefix
try:
    import weasyprint
except (ImportError, OSError):
    sys.exit(77)


def refuse(url, *_, **__):
    raise ValueError("a page of ours refers to " + url[:80])


logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
page = weasyprint.HTML(
    file_obj=sys.stdin.buffer, encoding="utf-8", base_url="about:blank", url_fetcher=refuse
)
page.write_pdf(sys.stdout.buffer, variant="pdf/ua-1")
