// The code editor of the page: CodeMirror for JSON, behind a few methods. Loaded lazily; the page works without it.
//
// It lives in a shadow root, because CodeMirror adds its styles at run time: in a shadow root as constructed style
// sheets, which the page's Content-Security-Policy allows, and in the document as <style>, which it does not.
// Custom properties reach into the shadow root, so the colours are the page's tokens, light and dark.

import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, codeFolding, foldGutter, foldKeymap, HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState } from "@codemirror/state";
import {
    crosshairCursor, drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers,
    rectangularSelection,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
    { tag: tags.propertyName, color: "var(--code-name)" },
    { tag: tags.string, color: "var(--code-string)" },
    { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
    { tag: tags.invalid, color: "var(--removed)" },
]);

const look = EditorView.theme({
    "&": { height: "100%", fontSize: "var(--text-code)", color: "var(--ink)", backgroundColor: "var(--surface)" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "var(--leading-code)", overflow: "auto" },
    ".cm-content": { caretColor: "var(--ink)", padding: "var(--space-2) 0" },
    ".cm-cursor": { borderLeftColor: "var(--ink)" },
    ".cm-gutters": { color: "var(--ink-faint)", backgroundColor: "var(--surface)", borderRight: "1px solid var(--line)" },
    ".cm-lineNumbers .cm-gutterElement": { padding: "0 var(--space-1) 0 var(--space-3)" },
    ".cm-foldGutter .cm-gutterElement": { padding: "0 var(--space-1)", cursor: "pointer" },
    ".cm-foldPlaceholder": { color: "var(--ink-soft)", backgroundColor: "var(--sunken)", border: "1px solid var(--line)", padding: "0 var(--space-1)" },
    ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--row-hover)" },
    "&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection": { background: "var(--selection) !important" },
    "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--selection)", outline: "1px solid var(--line-strong)" },
    ".cm-searchMatch": { backgroundColor: "var(--warning-soft)", outline: "1px solid var(--line-strong)" },
    ".cm-panels": { color: "var(--ink)", backgroundColor: "var(--sunken)", fontFamily: "var(--sans)", borderColor: "var(--line) !important" },
    ".cm-panel.cm-search": { padding: "var(--space-2) var(--space-3)" },
    ".cm-panel.cm-search label": { fontSize: "var(--text-small)" },
    ".cm-textfield": { color: "inherit", backgroundColor: "var(--surface)", border: "1px solid var(--line-strong)", borderRadius: "var(--radius)" },
    ".cm-button": { color: "inherit", background: "var(--surface)", border: "1px solid var(--line-strong)", borderRadius: "var(--radius)" },
    ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--surface)", border: "1px solid var(--line-strong)", borderRadius: "var(--radius)" },
    ".cm-diagnostic": { fontFamily: "var(--sans)", fontSize: "var(--text-body)", whiteSpace: "pre-wrap", maxWidth: "28rem" },
    ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--removed)", backgroundColor: "var(--removed-soft)" },
    ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy var(--warning)", backgroundColor: "var(--warning-soft)" },
    ".cm-lintPoint-error:after": { borderBottomColor: "var(--removed)" },
    ".cm-lintPoint-warning:after": { borderBottomColor: "var(--warning)" },
    // The page's own rule does not reach in here.
    "@media (prefers-reduced-motion: reduce)": { ".cm-cursorLayer": { animation: "none !important" } },
});

// To colour a longer text, and to draw it, would keep the page from drawing anything else. It stays plain.
const MOST_COLOURED = 1_000_000;
const language = new Compartment();
const languageOf = (length) => (length <= MOST_COLOURED ? json() : []);
const switchLanguage = EditorState.transactionExtender.of((transaction) => {
    const [before, after] = [transaction.startState.doc.length, transaction.newDoc.length];
    return before <= MOST_COLOURED === after <= MOST_COLOURED ? null : { effects: language.reconfigure(languageOf(after)) };
});

function extensions(label, length, changed, pointed) {
    let last = null;
    const moved = (event, view) => {
        const at = view.posAtCoords(event);
        if (at !== null && at !== last) {
            pointed((last = at), true);
        }
    };
    return [
        lineNumbers(), foldGutter(), codeFolding(), history(), drawSelection(), rectangularSelection(), crosshairCursor(), highlightSpecialChars(),
        highlightActiveLine(), highlightActiveLineGutter(), highlightSelectionMatches(), bracketMatching(), search({ top: true }),
        language.of(languageOf(length)), switchLanguage, indentUnit.of("  "), syntaxHighlighting(colours), look,
        keymap.of([...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, indentWithTab]),
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", autocapitalize: "off", spellcheck: "false" }),
        EditorView.domEventHandlers({ mousemove: moved, mouseleave: () => void (last = null) }),
        EditorView.updateListener.of((update) => {
            if (update.docChanged) {
                changed();
            } else if (update.selectionSet) {
                pointed(update.state.selection.main.head, false);
            }
        }),
    ];
}

// Characters that are put in at a time.
const PIECE = 256 * 1024;

// Where the piece that begins at `at` ends: not between the two parts of a line break or of a character.
function pieceEnd(text, at) {
    const end = Math.min(at + PIECE, text.length);
    const cuts = (text[end - 1] === "\r" && text[end] === "\n") || (text.charCodeAt(end) & 0xfc00) === 0xdc00;
    return cuts ? end + 1 : end;
}

// The next frame; a tab that is not seen has none.
const frame = () => new Promise((go) => {
    requestAnimationFrame(go);
    setTimeout(go, 100);
});

/** Puts an editor with `text` into `host`. `changed` is called after each change, `pointed` with where the cursor or (`true`) the mouse is. */
export function mount(host, text, label, changed, pointed) {
    const root = host.attachShadow({ mode: "open" });
    // What was here while a file is put in piece by piece: nobody is told of the pieces.
    let held = null;
    const edited = () => held === null && changed();
    const state = EditorState.create({ doc: text, extensions: extensions(label, text.length, edited, pointed) });
    const view = new EditorView({ state, parent: root, root });
    const clamp = (place) => Math.min(Math.max(place, 0), view.state.doc.length);
    // The text that was put here, as long as it is unchanged: a long one need not be put together again.
    let known = {};
    let isMarked = false;
    const editor = {
        get: () => held ?? (view.state.doc === known.doc ? known.text : view.state.sliceDoc()),
        isLong: () => view.state.doc.length > MOST_COLOURED,
        set: (text) => {
            view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 }, scrollIntoView: true });
            // Line breaks of other systems are not kept.
            known = text.includes("\r") ? {} : { doc: view.state.doc, text };
        },
        /** Replaces the text piece by piece, a frame each; once `opening` is cancelled it is as it was. */
        fill: async (text, opening, told) => {
            const before = view.state.doc;
            held = editor.get();
            const put = (from, insert) => view.dispatch({ changes: { from, to: view.state.doc.length, insert } });
            const colour = (length) => view.dispatch({ effects: language.reconfigure(languageOf(length)) });
            put(0, "");
            colour(text.length);
            for (let at = 0, to; at < text.length && !opening.isCancelled(); at = to) {
                to = pieceEnd(text, at);
                put(view.state.doc.length, text.slice(at, to));
                told(to / text.length);
                await frame();
            }
            if (opening.isCancelled()) {
                put(0, before);
                colour(before.length);
            }
            held = null;
            // Unless it was typed in meanwhile.
            const isKnown = !opening.isCancelled() && !text.includes("\r") && view.state.doc.length === text.length;
            known = isKnown ? { doc: view.state.doc, text } : {};
            changed();
        },
        /** `problems`: [[from, to, severity, message]], in UTF-16 code units. */
        mark: (problems) => {
            if (problems.length === 0 && !isMarked) {
                return;
            }
            isMarked = problems.length > 0;
            const marks = problems.map(([from, to, severity, message]) => ({ from: clamp(from), to: clamp(to), severity, message }));
            view.dispatch(setDiagnostics(view.state, marks));
        },
        goTo: (from, to) => {
            const selection = { anchor: clamp(from), head: clamp(to) };
            view.dispatch({ selection, effects: EditorView.scrollIntoView(selection.anchor, { y: "center" }) });
            view.focus();
        },
        focus: () => view.focus(),
    };
    host.headgate = editor;
    return editor;
}
