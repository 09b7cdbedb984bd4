const ENTITIES: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
};

/** Text of every element with this name in an answer of S3's; elements inside it are not taken apart. */
export function allTexts(xml: string, element: string): string[] {
	const pattern = new RegExp(`<${element}>([^<]*)</${element}>`, 'g');
	return [...xml.matchAll(pattern)].map(([, text = '']) => unescaped(text));
}

/** Text of the first element with this name. */
export function firstText(xml: string, element: string): string | undefined {
	return allTexts(xml, element)[0];
}

function unescaped(text: string): string {
	return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
		if (decimal) return String.fromCodePoint(Number(decimal));
		if (hex) return String.fromCodePoint(Number.parseInt(String(hex), 16));
		return ENTITIES[String(name)] ?? whole;
	});
}
