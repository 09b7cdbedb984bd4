export interface XmlElement {
	name: string;
	/** Written in this order; an undefined attribute is left out. */
	attributes: Record<string, string | number | boolean | undefined>;
	content: string | XmlElement[];
}

const NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/**
 * What XML 1.0 has no place for, not even escaped: control characters, lone surrogates, U+FFFE and
 * U+FFFF.
 */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
	// Written raw, a parser would turn these into spaces or line feeds.
	'\t': '&#9;',
	'\n': '&#10;',
	'\r': '&#13;',
};

function escape(text: string, special: RegExp): string {
	return text.replace(FORBIDDEN, '').replace(special, (character) => ENTITIES[character] ?? '');
}

function renderAttributes(attributes: XmlElement['attributes']): string {
	return Object.entries(attributes)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => {
			if (!NAME.test(name)) throw new Error(`"${name}" is not the name of an XML attribute.`);
			return ` ${name}="${escape(String(value), /[&<>"'\t\n\r]/g)}"`;
		})
		.join('');
}

/**
 * Writes an element on one line. Text and attributes come back from an XML parser as they were
 * given, less the characters that XML 1.0 cannot hold.
 * @throws Error when a name is not an XML name
 */
export function renderXml(element: XmlElement): string {
	const { name, attributes, content } = element;
	if (!NAME.test(name)) throw new Error(`"${name}" is not the name of an XML element.`);
	const start = `<${name}${renderAttributes(attributes)}`;
	const inner =
		typeof content === 'string'
			? escape(content, /[&<>"'\r]/g)
			: content.map((child) => renderXml(child)).join('');
	return inner === '' ? `${start}/>` : `${start}>${inner}</${name}>`;
}
