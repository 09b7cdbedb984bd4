import { changeSecrets, isHarmlessHeader } from './secretPlaces';

/**
 * The secrets in what is sent to Ultravox, which no refusal and no item may repeat: tokens of tools, passwords of SIP, secrets that
 * sign, the values of headers, and the queries of the user's own addresses.
 */
export function secretTexts(body: unknown): string[] {
	const texts: string[] = [];
	changeSecrets(body, (text, header) => {
		if (header === undefined || !isHarmlessHeader(header)) texts.push(text);
		return text;
	});
	return texts;
}
