import type { Parameters } from '../../../shared/operations/parameters';

/** A sound: one of Plivo's words for it, or the address of XML with Play, Speak or Wait (plivo-conferences.md §C3.6). */
export function keywordOrUrl(
	fields: Parameters,
	name: string,
	keywords: readonly string[],
): string | undefined {
	const text = fields.optionalText(name);
	if (text === undefined) return undefined;
	const keyword = text.toLowerCase();
	if (keywords.includes(keyword)) return keyword;
	if (/^https?:/i.test(text)) return fields.url(name);
	throw fields.problem(
		name,
		`is '${text}', which Plivo does not know`,
		`Write ${keywords.join(', ')}, or a web address`,
	);
}
