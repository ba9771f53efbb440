"""Which tests prove which rule (S1 to S18), and that each of them is there.

A rule is what ARCHITECTURE.md and docs/translators.md promise of segments and catalogs. Who takes a test
away, or gives it another name, sees here which promise it kept.
"""

from __future__ import annotations

import ast
import functools
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]

#: Rule → what it says, and the tests that prove it: file below `tests`, then names without `test_`.
RULES: dict[str, tuple[str, dict[str, str]]] = {
    "S1": (
        "one message for each leaf block",
        {
            "test_segments.py": "each_leaf_block_is_one_segment_in_the_order_of_the_page "
            "segments_hold_every_word_that_is_shown_and_no_other an_edited_word_changes_the_key_of_its_segment_alone",
            "test_layout.py": "what_stands_below_the_words_of_an_item_is_in_it a_block_needs_no_empty_line_before_it",
            "rules/test_laws_of_segments.py": "every_message_is_shown_as_often_as_it_stands_in_the_text",
        },
    ),
    "S2": (
        "only what has words, in the order of the page",
        {
            "test_segments.py": "what_has_no_words_of_its_own_is_no_segment what_has_a_letter_is_a_segment",
            "rules/test_laws_of_segments.py": "no_word_of_the_source_is_left_where_all_is_translated",
        },
    ),
    "S3": (
        "the source as written, its white space in order",
        {
            "test_segments.py": "a_segment_is_the_source_with_its_white_space_in_order "
            "a_segment_is_the_source_as_written_without_attribute_list_and_comments "
            "a_normal_form_is_its_own_normal_form how_a_paragraph_is_wrapped_does_not_matter",
            "rules/test_source_forms.py": "the_form_in_which_a_text_is_stored_does_not_change_its_messages "
            "a_message_keeps_what_its_script_needs",
            "test_reading.py": "a_byte_order_mark_and_windows_line_ends_are_read",
        },
    ),
    "S4": (
        "inline markup stays; the address of a reference is told beside it",
        {
            "test_segments.py": "a_reference_link_keeps_its_key_and_tells_where_it_leads "
            "another_address_of_a_reference_leaves_the_message_alone",
            "rules/test_source_forms.py": "inline_markup_stands_in_the_message_as_it_was_written",
        },
    ),
    "S5": (
        "figures: alt and caption are messages, the path never",
        {
            "test_segments.py": "the_path_of_a_figure_is_in_no_message a_decorative_picture_has_no_words",
            "test_markdown.py": "a_picture_alone_in_a_paragraph_is_a_figure a_picture_among_words_is_none",
            "test_reading.py": "a_picture_for_one_language_is_picked_by_itself",
        },
    ),
    "S6": (
        "code is not extracted",
        {
            "test_layout.py": "code_may_stand_anywhere_and_is_no_message",
            "test_structured.py": "other_fences_are_code",
        },
    ),
    "S7": (
        "raw HTML blocks are not extracted, and are told",
        {
            "test_markdown.py": "raw_html_that_will_not_be_as_it_was_written_is_told",
            "test_layout.py": "tags_without_counterpart_or_with_words_beside_them_are_raw "
            "blocks_between_two_tags_are_markdown",
        },
    ),
    "S8": (
        "front matter and structured blocks by schema",
        {
            "test_messages.py": "a_catalog_lists_its_story_in_order_with_words_for_the_translator",
            "test_structured.py": "every_text_of_a_block_is_a_message_in_the_order_shown",
            "rules/test_front_matter.py": "words_of_the_front_matter_are_messages_and_its_data_is_not",
        },
    ),
    "S9": (
        "a catalog for each text, one for the site, one for the theme",
        {"test_messages.py": "templates_are_written_for_every_domain"},
    ),
    "S10": (
        "context: none for prose, a key path for names, one that a writer sets",
        {
            "test_segments.py": "a_context_tells_two_messages_with_the_same_words_apart",
            "test_markdown.py": "a_context_goes_with_the_next_message",
            "rules/test_front_matter.py": "a_name_is_looked_up_in_its_context_and_then_without",
        },
    ),
    "S11": (
        "directives of writers",
        {
            "test_markdown.py": "a_note_goes_with_the_next_message what_a_writer_skips_is_no_message_and_is_shown "
            "a_directive_that_says_nothing_is_an_error_at_its_line a_directive_in_code_is_code",
            "rules/test_front_matter.py": "no_directive_reaches_a_page",
        },
    ),
    "S12": (
        "comments for translators",
        {"test_segments.py": "translators_are_told_what_a_segment_is_and_where_it_stands"},
    ),
    "S13": (
        "references without lines",
        {
            "test_messages.py": "a_catalog_lists_its_story_in_order_with_words_for_the_translator",
            "catalog/test_catalog_update.py": "messages_stand_in_the_order_of_their_sources_and_obsolete_ones_below",
        },
    ),
    "S14": (
        "states; only what is translated is shown",
        {
            "test_fallback.py": "a_fuzzy_translation_is_not_shown a_translation_equal_to_its_source_counts "
            "a_broken_translation_is_reported_and_the_build_goes_on",
            "test_messages.py": "status_counts_messages_in_each_state",
        },
    ),
    "S15": (
        "update loses nothing",
        {
            "catalog/test_catalog_laws.py": "no_translation_is_ever_dropped updating_twice_is_updating_once "
            "a_source_that_returns_gets_its_translations_back "
            "nobody_but_a_translator_or_an_equal_text_finishes_a_translation",
            "catalog/test_catalog_update.py": "an_edit_of_opaque_things_is_carried_into_the_translation "
            "the_most_alike_go_together_and_each_only_once the_exact_text_in_another_catalog_is_used",
        },
    ),
    "S16": (
        "the contract",
        {
            "test_contract.py": "a_translation_is_held_against_its_source",
            "test_segments.py": "the_source_as_its_own_translation_keeps_the_contract",
        },
    ),
    "S17": (
        "insertion: blocks, ids and languages stay",
        {
            "test_segments.py": "a_translation_never_changes_the_blocks_of_a_page "
            "no_translation_of_any_text_changes_its_blocks a_fragment_leads_to_the_same_heading_in_every_language "
            "what_is_not_in_the_language_of_the_page_says_so",
        },
    ),
    "S18": (
        "fallback along the chain",
        {
            "test_fallback.py": "a_configured_fallback_speaks_before_the_source "
            "a_story_in_another_source_language_falls_back_to_it_last "
            "an_empty_regional_catalog_does_not_hide_its_parent",
            "locales/test_tags.py": "a_text_falls_back_to_configured_source_and_own_language_in_that_order",
        },
    ),
}

#: Faults that other tools shipped → the test that keeps each out.
KNOWN: dict[str, tuple[str, str]] = {
    "repeated cells keep their translation after another edit": (
        "rules/test_front_matter.py",
        "a_repeated_cell_keeps_its_translation_after_another_edit",
    ),
    "bars in cells": ("rules/test_source_forms.py", "inline_markup_stands_in_the_message_as_it_was_written"),
    "two blocks in a msgstr stay in one": ("test_segments.py", "even_what_nobody_checked_stays_in_its_block"),
    "a dropped link is held back": ("test_fallback.py", "a_broken_translation_is_reported_and_the_build_goes_on"),
    "a long address is never wrapped": ("catalog/test_po_writing.py", "long_texts_are_never_wrapped"),
    "previous texts survive": ("catalog/test_po_files.py", "previous_texts_are_understood"),
    "a live entry before #~| stays": (
        "catalog/test_po_files.py",
        "a_live_message_before_an_obsolete_previous_one_stays_live",
    ),
    "CRLF and BOM": ("catalog/test_po_writing.py", "windows_line_ends_and_byte_order_mark_are_kept"),
    "one msgid in two contexts": (
        "catalog/test_catalog_update.py",
        "one_text_in_two_contexts_renamed_together_keeps_them_apart",
    ),
    "equal to its source": ("test_fallback.py", "a_translation_equal_to_its_source_counts"),
    "an empty regional catalog": ("test_fallback.py", "an_empty_regional_catalog_does_not_hide_its_parent"),
    "a PO edit rebuilds what says it": ("test_build.py", "a_mended_translation_remakes_one_page"),
    "fragments": ("test_segments.py", "a_fragment_leads_to_the_same_heading_in_every_language"),
    "ids of headings in other scripts": ("test_markdown.py", "the_id_of_a_heading_is_its_letters_and_digits"),
    "hreflang": ("test_sitemaps.py", "translations_are_mutual_over_all_sites_in_pages_and_sitemaps"),
    "hreflang of fallback": ("test_sitemaps.py", "a_page_that_falls_back_is_in_no_sitemap_and_named_by_no_page"),
    "Turkish and Urdu order": ("locales/test_collation.py", "texts_are_in_the_order_of_icu"),
    "six plural forms": ("catalog/test_plural_rules.py", "the_forms_are_those_of_cldr_in_its_order"),
    "dates": ("locales/test_dates.py", "a_day_is_written_as_the_language_does"),
    "merging twice": ("catalog/test_catalog_laws.py", "updating_twice_is_updating_once"),
    "identity translation": ("test_segments.py", "the_source_as_its_own_translation_gives_the_same_page"),
}


@functools.cache
def _tests(file: str) -> frozenset[str]:
    tree = ast.parse((TESTS / file).read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_each_rule_from_1_to_18_has_tests() -> None:
    assert list(RULES) == [f"S{number}" for number in range(1, 19)]
    assert all(says and tests for says, tests in RULES.values())


@pytest.mark.parametrize("rule", RULES)
def test_the_tests_of_a_rule_are_there(rule: str) -> None:
    _, tests = RULES[rule]

    missing = [(file, name) for file, names in tests.items() for name in names.split()]

    assert [(file, name) for file, name in missing if f"test_{name}" not in _tests(file)] == []


@pytest.mark.parametrize("fault", KNOWN)
def test_what_went_wrong_elsewhere_has_its_test(fault: str) -> None:
    file, name = KNOWN[fault]

    assert f"test_{name}" in _tests(file)
