/** `A` of the alphabet of flags: two of its letters make a country's flag. */
const FLAG_A = 0x1f1e6;

const names = new Intl.DisplayNames(['en'], { type: 'language', languageDisplay: 'standard' });

/** A language as people read it, with its flag: `🇺🇸 English (United States)`; null for none. */
export function languageLabel(language: string | null): string | null {
	if (language === null) return null;
	try {
		const { region } = new Intl.Locale(language).maximize();
		const flag = /^[A-Z]{2}$/.test(region ?? '')
			? String.fromCodePoint(...[...(region ?? '')].map(flagLetter))
			: '';
		return `${flag} ${names.of(language) ?? language}`.trim();
	} catch {
		return language;
	}
}

function flagLetter(letter: string): number {
	return FLAG_A + letter.charCodeAt(0) - 'A'.charCodeAt(0);
}
