import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element of a document, its attributes and text with all references resolved. */
export interface XmlNode {
	name: string;
	attributes: Record<string, string>;
	children: XmlNode[];
	/** The element's own text and that of its children, in order, white space as written. */
	text: string;
	/** The text that stands directly in the element. */
	ownText: string;
}

/** The document is not XML that Plivo would take: hang-up code 8011 to 8014. */
export class XmlDocumentError extends Error {}

/** plivo.md §6.8. */
const MAXIMUM_BYTES = 100 * 1024;

const TEXT_KEY = '#text';
const CDATA_KEY = '#cdata';
const ATTRIBUTES_KEY = ':@';

const parser = new XMLParser({
	preserveOrder: true,
	ignoreAttributes: false,
	attributeNamePrefix: '',
	parseTagValue: false,
	parseAttributeValue: false,
	trimValues: false,
	processEntities: false,
	ignoreDeclaration: true,
	ignorePiTags: true,
	textNodeName: TEXT_KEY,
	cdataPropName: CDATA_KEY,
});

/** What the parser makes of a document: one key is the element's name or the kind of text. */
type ParsedNode = Record<string, unknown>;

/**
 * Reads a document strictly: well-formed XML 1.0 of at most 100 KB with one root `<Response>`.
 * @throws XmlDocumentError with one sentence
 */
export function parseXmlDocument(body: Buffer): XmlNode {
	if (body.length > MAXIMUM_BYTES) throw new XmlDocumentError('The document is over 100 KB');
	const text = body.toString('utf8').replace(/^\uFEFF/, '');
	checkWellFormed(text);
	const parsed = parse(text);
	const nodes = parsed.filter(
		(node) => String(node[TEXT_KEY] ?? '').trim() !== '' || !(TEXT_KEY in node),
	);
	const root = nodes.length === 1 && nodes[0] ? readNode(nodes[0]) : undefined;
	if (root?.name !== 'Response') {
		throw new XmlDocumentError('The root element is not one Response');
	}
	return root;
}

function parse(text: string): ParsedNode[] {
	try {
		return parser.parse(text) as ParsedNode[];
	} catch (error) {
		// The parser refuses names like "constructor".
		throw new XmlDocumentError((error as Error).message);
	}
}

function checkWellFormed(text: string): void {
	if (text.trim() === '') throw new XmlDocumentError('The document is empty');
	if (/[^\P{Cc}\t\n\r\x7F-\x9F]|[\uFFFE\uFFFF]/u.test(text)) {
		throw new XmlDocumentError('The document holds characters that XML does not allow');
	}
	const outcome = XMLValidator.validate(text);
	if (outcome !== true) {
		throw new XmlDocumentError(`${outcome.err.msg} (line ${outcome.err.line})`);
	}
	if (/<!DOCTYPE/i.test(text)) throw new XmlDocumentError('A document type is not allowed');
	for (const comment of text.matchAll(/<!--([\s\S]*?)-->/g)) {
		if (comment[1]?.includes('--')) throw new XmlDocumentError('A comment holds "--"');
	}
	// The validator lets these pass.
	const markup = text.replace(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g, '');
	if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)/.test(markup)) {
		throw new XmlDocumentError('An ampersand is not escaped, or an entity is not known');
	}
	const lastTag = markup.lastIndexOf('<');
	if (markup.slice(markup.indexOf('>', lastTag) + 1).trim() !== '') {
		throw new XmlDocumentError('There is text after the root element');
	}
	if (/<[A-Za-z][^<>]*=\s*(?:"[^"]*<|'[^']*<)/.test(markup)) {
		throw new XmlDocumentError('An attribute holds "<"');
	}
}

function readNode(parsed: ParsedNode): XmlNode {
	const name = Object.keys(parsed).find((key) => key !== ATTRIBUTES_KEY) ?? '';
	const content = (parsed[name] as ParsedNode[] | undefined) ?? [];
	const attributes = Object.entries((parsed[ATTRIBUTES_KEY] ?? {}) as Record<string, string>);
	const children: XmlNode[] = [];
	let text = '';
	let ownText = '';
	for (const part of content) {
		if (TEXT_KEY in part || CDATA_KEY in part) {
			const words = textOf(part);
			text += words;
			ownText += words;
		} else {
			const child = readNode(part);
			children.push(child);
			text += child.text;
		}
	}
	return {
		name,
		attributes: Object.fromEntries(
			attributes.map(([key, value]) => [key, resolveReferences(value)]),
		),
		children,
		text,
		ownText,
	};
}

function textOf(part: ParsedNode): string {
	if (TEXT_KEY in part) return resolveReferences(String(part[TEXT_KEY]));
	const cdata = part[CDATA_KEY] as ParsedNode[];
	return cdata.map((piece) => String(piece[TEXT_KEY] ?? '')).join('');
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolveReferences(text: string): string {
	return text.replace(/&(?:#x([0-9A-Fa-f]+)|#(\d+)|(\w+));/g, (whole, hex, decimal, name) => {
		if (name !== undefined) return NAMED[name as string] ?? whole;
		const code = hex === undefined ? Number(decimal) : parseInt(hex as string, 16);
		if (code > 0x10ffff) throw new XmlDocumentError('A character reference is out of range');
		return String.fromCodePoint(code);
	});
}
