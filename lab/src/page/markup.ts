/** Text that is HTML already. Made only by the `markup` tag, so nothing gets into a page unescaped. */
export class Markup {
	constructor(readonly text: string) {}
}

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Escapes a text for HTML content and for quoted attributes. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

type Piece = string | number | null | undefined | Markup | Markup[];

function render(piece: Piece): string {
	if (piece === null || piece === undefined) return '';
	if (Array.isArray(piece)) return piece.map((one) => one.text).join('');
	return piece instanceof Markup ? piece.text : escapeHtml(String(piece));
}

/** A template of HTML: what is put in is escaped, unless it comes from another such template. */
export function markup(parts: TemplateStringsArray, ...pieces: Piece[]): Markup {
	const text = parts.map((part, index) => part + render(pieces[index])).join('');
	return new Markup(text);
}
