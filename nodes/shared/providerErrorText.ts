import type { ProviderErrorFacts, ProviderName } from './providerError';

const CREDENTIAL_HINT: Record<ProviderName, string> = {
	Plivo: 'Check the Auth ID and the Auth Token in the credential.',
	Ultravox: 'Check the API key in the credential.',
	'The bridge': 'Check that the shared secret in the credential is the one of the bridge.',
};

interface Explanation {
	lead: string;
	hint: string;
}

/**
 * How Node.js and HTTP clients speak of a server that is not reached, or of one that does not
 * answer.
 */
const UNREACHED =
	/\bE[A-Z_]{4,}\b|getaddrinfo|timeout|timed out|socket hang up|certificate|not from its API/;

function explain(facts: ProviderErrorFacts): Explanation {
	const { provider, status, words, retryAfterSeconds } = facts;
	const inSentence = provider === 'The bridge' ? 'the bridge' : provider;
	const address = provider === 'The bridge' ? "'Control URL'" : 'base URL';
	const wait = retryAfterSeconds === null ? 'later' : `in ${retryAfterSeconds} seconds`;
	if (status === null) {
		return {
			lead: `The request to ${inSentence} failed`,
			hint: UNREACHED.test(words)
				? `Check that ${inSentence} can be reached from n8n, and the ${address} in the credential.`
				: '',
		};
	}
	if (status === 401) {
		return { lead: `${provider} refused the credential`, hint: CREDENTIAL_HINT[provider] };
	}
	if (status === 402) {
		return { lead: `${provider} asks for payment`, hint: `Check the account's balance and plan.` };
	}
	if (status === 403) {
		return {
			lead: `${provider} does not allow this`,
			hint: "Check the credential, and what the account's plan and permissions include.",
		};
	}
	if (status === 404) return { lead: `${provider} did not find it`, hint: 'Check the ID.' };
	if (status === 429) {
		return { lead: `${provider} is at its limit for this account`, hint: `Try again ${wait}.` };
	}
	// 408: it gave up waiting, which says nothing about the request.
	if (status >= 500 || status === 408)
		return { lead: `${provider} failed`, hint: `Try again ${wait}.` };
	if (status >= 300 && status < 400) {
		return {
			lead: `${provider} leads on to another address, which is not followed`,
			hint: `Check the ${address} in the credential.`,
		};
	}
	return { lead: `${provider} refused the request`, hint: '' };
}

/** n8n puts a general sentence in the place of a whole message that holds one of these codes. */
const CODES: ReadonlyArray<[RegExp, string]> = [
	[/\b(?:getaddrinfo )?(?:ENOTFOUND|EAI_AGAIN)\b/g, 'no such host'],
	[/\b(?:connect )?ECONNREFUSED\b/g, 'connection refused'],
	[/\b(?:read |write )?ECONNRESET\b/g, 'connection closed'],
	[/\b(?:connect )?(?:ETIMEDOUT|ECONNABORTED)\b/g, 'timed out'],
	[/\b(?:connect )?(?:EHOSTUNREACH|EADDRNOTAVAIL)\b/g, 'no way to'],
];

const inWords = (text: string) =>
	CODES.reduce((rest, [code, words]) => rest.replace(code, words), text);

/**
 * The two texts that n8n shows: the message holds the provider's words, the description what to
 * check, the status and the `api_id`.
 */
export function providerErrorText(facts: ProviderErrorFacts): {
	message: string;
	description: string;
} {
	const { status, words, apiId } = facts;
	const { lead, hint } = explain(facts);
	return {
		message: words === '' ? lead : `${lead}: ${inWords(words)}`,
		description: [
			hint,
			status === null ? '' : `HTTP status ${status}.`,
			apiId === null ? '' : `Plivo's api_id for its support: ${apiId}.`,
		]
			.filter((sentence) => sentence !== '')
			.join(' '),
	};
}
