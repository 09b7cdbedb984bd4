/**
 * The regular expressions that numbering plans are written in, as what they match: sequences of digits, each place given as the
 * digits that may stand there.
 */

const ANY = '0123456789';

function digitsOf(content, pattern) {
	if (!/^(?:\d(?:-\d)?)+$/.test(content)) throw new Error(`[${content}] in ${pattern}`);
	return content.replace(/(\d)-(\d)/g, (_, first, last) =>
		ANY.slice(Number(first), Number(last) + 1),
	);
}

/** All sequences that are one of the first followed by one of the second. */
const joined = (first, second) => first.flatMap((head) => second.map((tail) => [...head, ...tail]));

function repeated(sequences, least, most) {
	const all = [];
	let some = [[]];
	for (let times = 0; times <= most; times++) {
		if (times >= least) all.push(...some);
		some = joined(some, sequences);
	}
	return all;
}

/**
 * @param {string} pattern of digits, `\d`, `[...]`, `(?:...|...)`, `?`, `{n}` and `{n,m}`
 * @returns {string[][]} the sequences it matches: `1[2-4]` gives `[['1', '234']]`
 */
export function sequencesOf(pattern) {
	const tokens = pattern.match(/\(\?:|\\d|\[[^\]]*\]|\{\d+(?:,\d+)?\}|[\d|)?]/g) ?? [];
	if (tokens.join('') !== pattern) throw new Error(`Not understood: ${pattern}`);
	let next = 0;
	const atom = () => {
		const token = tokens[next++];
		if (token === '\\d') return [[ANY]];
		if (token.startsWith('[')) return [[digitsOf(token.slice(1, -1), pattern)]];
		if (/^\d$/.test(token)) return [[token]];
		if (token !== '(?:') throw new Error(`Not understood: ${token} in ${pattern}`);
		const inside = alternatives();
		if (tokens[next++] !== ')') throw new Error(`Not closed: ${pattern}`);
		return inside;
	};
	const repetition = () => {
		const token = tokens[next] ?? '';
		if (token !== '?' && !token.startsWith('{')) return [1, 1];
		next++;
		if (token === '?') return [0, 1];
		const [least, most = least] = token.slice(1, -1).split(',').map(Number);
		return [least, most];
	};
	const sequence = () => {
		let all = [[]];
		while (next < tokens.length && tokens[next] !== '|' && tokens[next] !== ')') {
			const some = atom();
			all = joined(all, repeated(some, ...repetition()));
		}
		return all;
	};
	function alternatives() {
		const all = sequence();
		while (tokens[next] === '|') {
			next++;
			all.push(...sequence());
		}
		return all;
	}
	const all = alternatives();
	if (next < tokens.length) throw new Error(`Not understood: ${pattern} at ${tokens[next]}`);
	return all;
}
