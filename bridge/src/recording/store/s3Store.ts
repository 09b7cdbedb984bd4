import { rm, unlink } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import {
	CONTENT_TYPES,
	EXTENSIONS,
	decodeFacts,
	readFacts,
	type RecordingFacts,
} from '../file/recordingFacts';
import { dayOf, isRecordingId } from '../recordingId';
import type { SpooledFiles } from '../spool/spool';
import type { ByteRange } from './byteRange';
import type { RecordingStore } from './recordingStore';
import { S3Client, type S3Account } from './s3Client';
import { allTexts, firstText } from './s3Xml';
import { Uploader } from './uploader';

const FACTS = '.json';
const MISSING = [404];

/** Recordings in an S3-compatible store: `<prefix>/<day>/<id>.wav` and `<prefix>/<day>/<id>.json`. */
export class S3Store implements RecordingStore {
	private readonly client: S3Client;
	private readonly uploader: Uploader;
	/** With a slash at the end, or empty. */
	private readonly prefix: string;
	/** Deleted while they were on their way, and not gone from here yet: nothing but this knows of them any more. */
	private readonly unwanted = new Map<string, RecordingFacts>();

	constructor(account: S3Account, prefix: string) {
		this.client = new S3Client(account);
		this.uploader = new Uploader(account);
		this.prefix = prefix === '' ? '' : `${prefix}/`;
	}

	async put({ id, sound, facts }: SpooledFiles, signal: AbortSignal): Promise<boolean> {
		const unwanted = this.unwanted.get(id);
		if (unwanted) await this.discard(unwanted);
		const known = await readFacts(facts, id);
		if (!known) return false;
		const { format } = known;
		// The facts come last: what is listed can be fetched.
		const uploaded = await this.uploader.upload(
			[
				{ path: sound, key: this.soundKey(known), contentType: CONTENT_TYPES[format] },
				{ path: facts, key: this.key(id, FACTS), contentType: 'application/json' },
			],
			signal,
		);
		// Facts without sound are what a killed process left of a delivery. Files that vanish on the way were deleted by somebody.
		const deleted = uploaded === 1 || (uploaded === 2 && (await wasRemoved(sound)));
		await rm(facts, { force: true });
		if (deleted) await this.discard(known);
		return uploaded === 2 && !deleted;
	}

	async days(): Promise<string[]> {
		const found = await this.list(this.prefix, 'Prefix', { delimiter: '/' });
		return found
			.map((prefix) => prefix.slice(this.prefix.length, -1))
			.filter((day) => /^\d{4}-\d\d-\d\d$/.test(day));
	}

	async idsOf(day: string): Promise<string[]> {
		const folder = `${this.prefix}${day}/`;
		const keys = await this.list(folder, 'Key', {});
		return keys
			.filter((key) => key.startsWith(folder) && key.endsWith(FACTS))
			.map((key) => key.slice(folder.length, -FACTS.length))
			.filter((id) => isRecordingId(id) && dayOf(id) === day);
	}

	async facts(id: string): Promise<RecordingFacts | undefined> {
		const { status, text } = await this.client.request({
			method: 'GET',
			key: this.key(id, FACTS),
			accept: MISSING,
		});
		return status === 200 ? decodeFacts(text, id) : undefined;
	}

	async read(facts: RecordingFacts, range: ByteRange | undefined): Promise<Readable | undefined> {
		const { status, stream } = await this.client.request({
			method: 'GET',
			key: this.soundKey(facts),
			headers: range ? { range: `bytes=${range.first}-${range.last}` } : {},
			accept: MISSING,
			streamed: true,
		});
		if (status === 404 || !stream) {
			await stream?.cancel();
			return undefined;
		}
		return Readable.fromWeb(stream as WebStream<Uint8Array>);
	}

	async remove(id: string, known?: RecordingFacts): Promise<boolean> {
		const facts = known ?? (await this.facts(id));
		if (facts) await this.delete(facts);
		return facts !== undefined;
	}

	close(): void {
		this.uploader.close();
	}

	/** Deletes what should not have come here; whoever brings it tries again when that fails. */
	private async discard(facts: RecordingFacts): Promise<void> {
		this.unwanted.set(facts.id, facts);
		await this.delete(facts);
		this.unwanted.delete(facts.id);
	}

	/** The sound goes first: what is left after a failure is still listed and can be removed again. */
	private async delete(facts: RecordingFacts): Promise<void> {
		for (const key of [this.soundKey(facts), this.key(facts.id, FACTS)]) {
			await this.client.request({ method: 'DELETE', key, accept: MISSING });
		}
	}

	/** All pages of a listing: the texts of one kind of element. */
	private async list(
		prefix: string,
		element: 'Prefix' | 'Key',
		query: Record<string, string>,
	): Promise<string[]> {
		const found: string[] = [];
		let token: string | undefined;
		do {
			const { text } = await this.client.request({
				method: 'GET',
				query: {
					'list-type': '2',
					prefix,
					...query,
					...(token !== undefined && { 'continuation-token': token }),
				},
			});
			found.push(...allTexts(text, element));
			token = firstText(text, 'NextContinuationToken');
		} while (token !== undefined);
		return found;
	}

	private soundKey({ id, format }: RecordingFacts): string {
		return this.key(id, EXTENSIONS[format]);
	}

	private key(id: string, end: string): string {
		return `${this.prefix}${dayOf(id)}/${id}${end}`;
	}
}

/** Removes a file; true when somebody else has done so already. */
async function wasRemoved(path: string): Promise<boolean> {
	try {
		await unlink(path);
		return false;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
		throw error;
	}
}
