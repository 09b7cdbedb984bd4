export interface StartArguments {
	/** End after the two calls. */
	once: boolean;
	/** stdout carries one JSON object and nothing else. */
	json: boolean;
}

/**
 * Reads the options of `npm start`.
 * @throws Error that names an option there is not
 */
export function readStartArguments(options: string[]): StartArguments {
	const unknown = options.find((option) => option !== '--once' && option !== '--json');
	if (unknown !== undefined) throw new Error(`There is no option ${unknown}.`);
	return { once: options.includes('--once'), json: options.includes('--json') };
}
