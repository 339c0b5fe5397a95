"""Who issues a document and who directs by it; names in block letters get their small letters back."""

from __future__ import annotations

import re

from extractor.lexicon.headers import HeaderLexicon, Province, any_of, fold_line

_LETTER = re.compile(r"[^\W\d_]")
_AFTER = 60  # characters after a position in which its place is named


def is_capitals(text: str, share: float = 0.7) -> bool:
    """Whether a text is set in block letters.

    >>> is_capitals("KẾ HOẠCH"), is_capitals("Kế hoạch")
    (True, False)
    """
    letters = _LETTER.findall(text)
    return bool(letters) and sum(map(str.isupper, letters)) >= share * len(letters)


def restore_case(text: str, lexicon: HeaderLexicon) -> str:
    """A name in block letters as it is written in running text, abbreviations spelt out.

    >>> from extractor.lexicon.headers import load_header_lexicon
    >>> restore_case("UBND TỈNH ĐẮK LẮK", load_header_lexicon())
    'Ủy ban nhân dân tỉnh Đắk Lắk'
    """
    folded = _spelt_out(fold_line(text), lexicon)
    folded = lexicon.province_pattern.sub(lambda found: fold_line(lexicon.spellings[found[0]].name), folded)
    cased = lexicon.name_pattern.sub(lambda found: lexicon.cased[found[0]], folded)
    return cased[:1].upper() + cased[1:]


def _spelt_out(folded: str, lexicon: HeaderLexicon) -> str:
    for short, full in lexicon.short.items():
        folded = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", fold_line(full), folded)
    return " ".join(folded.split())


def full_place(province: Province | None, lexicon: HeaderLexicon) -> str:
    """ "tỉnh Đắk Lắk", "thành phố Hà Nội"; empty when the province is not known."""
    if province is None:
        return ""
    kinds = {"province": lexicon.place_words[0], "city": lexicon.place_words[1]}
    return f"{kinds[province.kind]} {province.name}"


def read_organ(text: str, lexicon: HeaderLexicon) -> str | None:
    """The issuing body from the box at the top left, which names its superior first.

    >>> from extractor.lexicon.headers import load_header_lexicon
    >>> read_organ("UBND TỈNH LÀO CAI SỞ Y TẾ", load_header_lexicon())
    'Sở Y tế tỉnh Lào Cai'
    """
    folded = _spelt_out(fold_line(text.strip(" -*_.")), lexicon)
    if not folded:
        return None
    superior = next((s for s in sorted(lexicon.superiors, key=len)[::-1] if folded.startswith(f"{s} ")), None)
    if superior is None:
        return restore_case(folded, lexicon)
    # Names of fields hold words that could open a body: "MÔI TRƯỜNG", "CÔNG AN".
    masked = lexicon.name_pattern.sub(lambda found: "_" * len(found[0]), folded)
    body = any_of(lexicon.bodies).search(masked, len(superior))
    if body is None:
        return restore_case(folded, lexicon)
    place = folded[len(superior) : body.start()].strip(" -")
    return restore_case(_joined(superior, place, folded[body.start() :], lexicon), lexicon)


def _joined(superior: str, place: str, body: str, lexicon: HeaderLexicon) -> str:
    """Office and department are named after their place; an office after its superior too."""
    if body.split()[0] == lexicon.bodies[0].split()[0] and len(body.split()) <= 3:
        return f"{body} {superior} {place}"
    return body if place in body or not place.startswith(lexicon.place_words) else f"{body} {place}"


def issuer_of_symbol(number: str, province: Province | None, lexicon: HeaderLexicon) -> str | None:
    """The issuing body that a symbol names: "95/TB-VPUBND", "4240/UBND-VX", "221-KL/TW"."""
    pieces = [piece for piece in re.split(r"[/.-]", number) if piece and not piece[0].isdigit()]
    codes = {code.upper(): name for code, name in lexicon.codes.items()}
    for piece in pieces:
        if piece.upper() in lexicon.type_codes and len(pieces) > 1 and piece is not pieces[-1]:
            continue
        if (name := codes.get(piece.upper())) is None:
            return None
        return " ".join(name.replace("{place}", full_place(province, lexicon)).split())
    return None


def position_in(text: str, province: Province | None, lexicon: HeaderLexicon) -> str | None:
    """The first position named in `text`, with its body's place.

    >>> from extractor.lexicon.headers import load_header_lexicon
    >>> lexicon = load_header_lexicon()
    >>> position_in("đồng chí Trần Văn A - Chủ tịch UBND tỉnh", lexicon.province_in("Lào Cai"), lexicon)
    'Chủ tịch Ủy ban nhân dân tỉnh Lào Cai'
    """
    folded = fold_line(text)
    found = any_of(map(fold_line, lexicon.positions)).search(folded)
    if found is None:
        return None
    spelt = _spelt_out(found[0], lexicon)
    name = restore_case(spelt, lexicon)
    if spelt.endswith(tuple(s for s in lexicon.superiors if s in spelt and len(s.split()) > 3)):
        after = folded[found.end() : found.end() + _AFTER]
        named = lexicon.province_in(after) if after.lstrip().startswith(lexicon.place_words) else None
        return f"{name} {full_place(named or province, lexicon)}".strip()
    return name


def director(title: str, province: Province | None, lexicon: HeaderLexicon) -> str | None:
    """Who directs by a title: "Kết luận của Phó Thủ tướng …" """
    found = any_of(lexicon.concludes).search(fold_line(title))
    return position_in(" ".join(title.split())[found.end() : found.end() + 160], province, lexicon) if found else None
