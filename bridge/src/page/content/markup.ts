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

/** A template of HTML; what is put in is escaped. */
export function markup(parts: TemplateStringsArray, ...texts: string[]): string {
	return parts.map((part, index) => part + escapeHtml(texts[index] ?? '')).join('');
}
