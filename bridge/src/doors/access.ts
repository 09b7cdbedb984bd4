import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import {
	isSignedBody,
	verifyControlAuthorization,
	type ControlSignature,
} from '../../../nodes/shared/bridgeControl';
import { equalInConstantTime } from '../../../nodes/shared/constantTime';
import type { SharedSecrets } from '../../../nodes/shared/sharedSecrets';
import type { Ledger } from '../call/callLedger';
import type { SpentCalls } from '../call/spentCalls';
import { isFromPage } from '../page/sameOrigin';
import { Refusal } from './refusal';
import type { Access } from './route';

/** How far (ms) n8n's clock may be behind for what it asks right after a start; a bridge takes about as long to start. */
const CLOCKS_DIFFER_MS = 2_000;

export interface AccessOptions {
	/** Verifies n8n's signature. */
	secret: SharedSecrets;
	/** Key of the control API; without one there is only n8n's signature. */
	controlKey: string | undefined;
	/** The address of the bridge as others know it. */
	publicUrl: string | undefined;
	/** Whether a request comes from who is logged in at the live page. */
	sessionAccess: (request: IncomingMessage) => boolean;
	/** Remembers the signatures that have been used, for all processes. */
	ledger: Pick<Ledger, 'claim'>;
	/** Remembers them beyond this process. */
	spent?: Pick<SpentCalls, 'isNewOrder'>;
}

/** Decides who may use a route. */
export class AccessControl {
	private readonly beganAt = performance.now();

	constructor(private readonly options: AccessOptions) {}

	/**
	 * Returns when the request may use a route of that access, as far as can be seen before its body is read. What it returns is to be
	 * confirmed with the body.
	 * @param target path below the bridge's own address, and query
	 * @throws Refusal 401 when it may not, 403 when another site made a logged-in browser send it
	 */
	check(request: IncomingMessage, target: string, access: Access): ControlSignature | undefined {
		if (access === 'open') return undefined;
		const signature = this.signatureOf(request, target);
		if (signature || this.hasKey(request)) return signature;
		if (access === 'control') throw new Refusal(401, controlSentence(request), CHALLENGE);
		if (!this.options.sessionAccess(request)) throw new Refusal(401, 'Log in first.');
		if (changesState(request) && !isFromPage(request.headers, this.options.publicUrl)) {
			throw new Refusal(403, 'Another site may not do this.');
		}
		return undefined;
	}

	/**
	 * Returns when the body is the one that n8n signed and the request, if it changes anything, was not made before.
	 * @throws Refusal 401
	 */
	async confirm(
		request: IncomingMessage,
		signature: ControlSignature,
		body: Buffer,
	): Promise<void> {
		if (!isSignedBody(signature, body)) {
			throw new Refusal(401, 'The body is not the one that was signed.', CHALLENGE);
		}
		if (!changesState(request)) return;
		const { nonce, signedAt } = signature;
		const isNew = await this.options.spent?.isNewOrder(nonce, signedAt);
		// What was used before this process began, nobody remembers without a data folder.
		const isOld = signedAt.getTime() < Date.now() - this.ageMs() - CLOCKS_DIFFER_MS;
		if (isNew === undefined && isOld) {
			throw new Refusal(401, 'This request was signed before the bridge started.', CHALLENGE);
		}
		// Nobody else is ever called that, so whoever comes second is refused.
		const isFirst = await this.options.ledger.claim(`control ${nonce}`, randomUUID());
		if (!isFirst || isNew === false)
			throw new Refusal(401, 'This very request was made before.', CHALLENGE);
	}

	/** How long there has been a memory of signatures, whatever is done to the clock meanwhile. */
	private ageMs(): number {
		return performance.now() - this.beganAt;
	}

	private signatureOf(
		{ headers: { authorization }, method = '' }: IncomingMessage,
		target: string,
	): ControlSignature | undefined {
		return verifyControlAuthorization(authorization, { method, target }, this.options.secret);
	}

	private hasKey({ headers: { authorization = '' } }: IncomingMessage): boolean {
		const key = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
		const { controlKey } = this.options;
		if (key === undefined || controlKey === undefined) return false;
		return equalInConstantTime(key, controlKey);
	}
}

const CHALLENGE = { headers: { 'www-authenticate': 'Bearer' } };

function controlSentence({ headers: { authorization } }: IncomingMessage): string {
	if (authorization === undefined) return 'The authorization is missing.';
	return authorization.startsWith('Bridge ')
		? 'The authorization was made with another shared secret, for another request, or too long ago.'
		: 'The key is not the BRIDGE_CONTROL_KEY of this bridge.';
}

function changesState({ method }: IncomingMessage): boolean {
	return method !== 'GET' && method !== 'HEAD';
}
