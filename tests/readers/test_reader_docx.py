"""Word: what is kept of a document and what is not."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from extractor.errors import Unreadable
from extractor.readers.docx import read
from readers.made import FIRST, SECOND, TEXT, TITLE, word, word_xml


def paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_paragraphs_and_title() -> None:
    assert read(word(TITLE, "", FIRST, SECOND, title=f" {TITLE} "), "a.docx", None)[:3] == (TEXT, (), TITLE)
    assert read(word(FIRST), "a.docx", None).title is None


def test_when_a_file_was_made_is_no_day_of_publication() -> None:
    assert read(word(FIRST), "a.docx", None).published is None


def test_runs_tables_and_breaks_as_word_writes_them() -> None:
    document = docx.Document()
    line = document.add_paragraph("A court ")
    line.add_run("jailed").bold = True
    line.add_run(" Ana\tLindqvist")
    line.add_run().add_break()
    line.add_run("for six years.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Fine", "5,000 euros"
    document.sections[0].header.paragraphs[0].text = "Confidential"
    file = io.BytesIO()
    document.save(file)
    text = read(file.getvalue(), "a.docx", None).text
    assert text == "A court jailed Ana\tLindqvist\nfor six years.\n\nFine\n\n5,000 euros"


BODIES = {
    "insertion": (paragraph(run("A court ") + f"<w:ins>{run('jailed')}</w:ins>" + run(" her.")), "A court jailed her."),
    "deletion": (paragraph(run("A court") + "<w:del><w:r><w:delText>s</w:delText></w:r></w:del>" + run(" sat.")), "A court sat."),
    "moved": (paragraph(f"<w:moveFrom>{run('Gone.')}</w:moveFrom>") + paragraph(f"<w:moveTo>{run('A court.')}</w:moveTo>"), "A court."),
    "link": (paragraph(run("A ") + f"<w:hyperlink>{run('court')}</w:hyperlink>" + run(" sat.")), "A court sat."),
    "content control": (f"<w:sdt><w:sdtContent>{paragraph(run('A court.'))}</w:sdtContent></w:sdt>", "A court."),
    "field": (paragraph("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("A court.")), "A court."),
    "tab stops": (paragraph('<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>' + run("A court.")), "A court."),
    "fixed hyphen": (paragraph("<w:r><w:t>nine</w:t><w:noBreakHyphen/><w:t>year term</w:t></w:r>"), "nine-year term"),
    "text box": (
        paragraph(
            '<mc:AlternateContent xmlns:mc="urn:x"><mc:Choice>' + paragraph(run("In a box.")) + "</mc:Choice>"
            "<mc:Fallback>" + paragraph(run("In a box.")) + "</mc:Fallback></mc:AlternateContent>" + run("A court.")
        ),
        "In a box.\n\nA court.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "text"), BODIES.values(), ids=BODIES)
def test_what_is_read_of_a_document(body: str, text: str) -> None:
    assert read(word_xml(body), "a.docx", None).text == text


def test_notes_come_at_the_end() -> None:
    body = paragraph(run("A court sat."))
    text = read(
        word_xml(body, footnotes=paragraph(run("In 2019.")), endnotes=paragraph(run("See there."))), "a", None
    ).text
    assert text == "A court sat.\n\nIn 2019.\n\nSee there."


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE d SYSTEM "file:///etc/hostname">',
        "<!DOCTYPE d>",
    ],
)
def test_entities_are_never_expanded(before: str) -> None:
    data = word_xml(paragraph(run("A court." + "&b;" * ("ENTITY" in before))), before)
    with pytest.raises(Unreadable, match=r"a\.docx: it declares a document type, which Word never does; do not trust"):
        read(data, "a.docx", None)


def test_other_archives_are_named() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(Unreadable, match="it is a ZIP archive or an office document other than Word"):
        read(file.getvalue(), "a.xlsx", None)


def test_a_locked_part() -> None:
    data = bytearray(word_xml(paragraph(run("A court."))))
    at = data.rindex(b"word/document.xml") - 46  # its entry in the list at the end
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 8] |= 1
    with pytest.raises(Unreadable, match="it is locked by a password; take the password off"):
        read(bytes(data), "a.docx", None)


def test_a_document_without_text() -> None:
    with pytest.raises(Unreadable, match="it is a Word document without text"):
        read(word_xml(paragraph("")), "a.docx", None)
