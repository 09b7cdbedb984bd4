import type { IDataObject } from 'n8n-workflow';
import type { Reply } from '../../engine/support/recordingServer';

/** A request as the reference says it looks on the wire. */
export interface ExpectedRequest {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/**
	 * As it stands in the request line: of Plivo below `/v1/Account/{auth_id}`, with its trailing slash; of Ultravox from `/api`
	 * on; of the bridge from `/control` on.
	 */
	path: string;
	/** Every key of the query, values as text; none when not given. */
	query?: Record<string, string | string[]>;
	/** The whole JSON body; none when not given. Of a body that is no JSON: its bytes. */
	body?: unknown;
	/** Sent without the credential, as to a host that has not asked for it. */
	signedOut?: boolean;
}

/**
 * One run of one operation in the n8n engine, and what has to come of it. Written from the reference alone: a case imports
 * nothing of the operation that it checks.
 */
export interface ContractCase {
	resource: string;
	operation: string;
	/** Every operation has a smallest, a full and a bad one; `more` are further points. */
	size: 'smallest' | 'full' | 'bad' | 'more';
	/** What is shown: a sentence, with the row of peers.md it proves in front where there is one (`T1.3`). */
	title: string;
	/** The sections that the expectation is written from: `plivo.md §2.4`. */
	source: string;
	/** As the panel stores them, without resource and operation. */
	parameters: IDataObject;
	/** The item that comes in; an empty one when not given. */
	input?: IDataObject;
	/** Items that come in after it, for an operation that takes all items together: what it makes is paired with all. */
	furtherInput?: IDataObject[];
	/** Indexes of the items that come in, with each of which one item is paired: for an operation that pairs them itself. */
	paired?: number[];
	/** Files of the item that comes in, by field. */
	files?: Record<string, { fileName: string; mimeType: string; bytes: Buffer }>;
	/** What the provider answers, in the order of the requests; afterwards 404. */
	answers?: Reply[];
	/** The requests in order: nothing else may be sent. Of a bad case usually none. */
	requests: ExpectedRequest[];
	/** The items' JSON, exactly; Jest's `expect.any...` may stand inside. */
	items?: IDataObject[];
	/** What the file attached to the first item is called, and holds. */
	binary?: { fileName: string; mimeType: string; bytes: Buffer };
	/** Of a case that is refused: what the message says. */
	refusal?: RegExp;
	/** What the description under that message says. */
	hint?: RegExp;
	/** The Plivo credential's default caller ID. */
	defaultCallerId?: string;
}

/** The Plivo account in all expected requests. */
export const AUTH_ID = 'MAENGINETEST00000001';
export const AUTH_TOKEN = 'contract-test-plivo-auth-token';
/** The Ultravox key. */
export const API_KEY = 'CONTRACT.0123456789abcdef0123456789abcdef';

/** What signs requests to the bridge. */
export const BRIDGE_SECRET = 'contract-test-bridge-shared-secret';

/** Answers for cases. */
export const answer = (status: number, body?: unknown): Reply => ({ status, body });

/** A page of a list of Plivo's in the envelope of plivo.md §1.1. */
export const page = (objects: unknown[], total = objects.length): Reply =>
	answer(200, {
		api_id: 'b38bf42e-0db4-11e4-8a4a-123140008edf',
		meta: { limit: 20, offset: 0, total_count: total, next: null, previous: null },
		objects,
	});

/** A page of a list of Ultravox's (ultravox.md §1.1); `cursor` leads to the next. */
export const results = (objects: unknown[], cursor?: string): Reply =>
	answer(200, {
		results: objects,
		next: cursor === undefined ? null : `https://api.ultravox.ai/api/any?cursor=${cursor}`,
		previous: null,
		total: objects.length,
	});

/** A resource locator's value. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Of an update without a field: it is refused before any request. */
export const nothingToChange = {
	title: 'nothing to change',
	requests: [],
	refusal: /'Update Fields' are empty/,
} satisfies Partial<ContractCase>;
