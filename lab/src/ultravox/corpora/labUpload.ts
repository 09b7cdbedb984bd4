import { randomBytes, randomUUID } from 'node:crypto';

/** How long an upload address can be used (ultravox.md §7.4). */
const UPLOAD_ADDRESS_MS = 5 * 60_000;

/** A document on its way into the lab: announced over the API, then sent to its own address. */
export interface LabUpload {
	readonly documentId: string;
	readonly corpusId: string;
	readonly mimeType: string;
	readonly fileName: string;
	/** The signature in its address. */
	readonly token: string;
	/** Milliseconds since the epoch. */
	readonly expires: number;
	/** Once they have come. */
	bytes: Buffer | undefined;
}

export function createUpload(
	facts: Pick<LabUpload, 'corpusId' | 'mimeType' | 'fileName'>,
	now: number,
): LabUpload {
	return {
		...facts,
		documentId: randomUUID(),
		token: randomBytes(16).toString('hex'),
		expires: now + UPLOAD_ADDRESS_MS,
		bytes: undefined,
	};
}
