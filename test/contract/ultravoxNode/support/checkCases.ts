import type { RecordedRequest } from '../../../engine/support/recordingServer';
import { checkOperationCases } from '../../operations/checkCases';
import type { ContractCase } from '../../operations/contractCase';
import type { CheckedNode } from '../../operations/runCase';
import { ultravoxErrors, VENDOR_URL } from '../../support/ultravoxContract';

export const ULTRAVOX: CheckedNode = {
	className: 'Ultravox',
	type: 'ultravox',
	credentials: ['ultravoxApi', 'plivoVoiceApi'],
};

/** What the vendor's own document says against a request; requests to Plivo are not its business. */
export function documentFaults({ method, url, body, headers }: RecordedRequest): string[] {
	if (!url.startsWith('/api/')) return [];
	const address = new URL(url, VENDOR_URL);
	const query = Object.fromEntries(
		[...new Set(address.searchParams.keys())].map((name) => {
			const values = address.searchParams.getAll(name);
			return [name, values.length === 1 ? (values[0] as string) : values];
		}),
	);
	return ultravoxErrors({
		credential: 'ultravoxApi',
		method,
		url: `${VENDOR_URL}${address.pathname}`,
		query,
		body,
		contentType: headers['content-type'],
	});
}

/** Runs the cases of the Ultravox node as tests; every request is checked against the vendor's document as well. */
export const checkCases = (cases: ContractCase[]): void =>
	checkOperationCases(ULTRAVOX, cases, documentFaults);
