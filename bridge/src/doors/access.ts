import type { IncomingMessage } from 'node:http';
import { verifyControlAuthorization } from '../../../nodes/shared/bridgeControl';
import { equalInConstantTime } from '../../../nodes/shared/constantTime';
import { isFromPage } from '../page/sameOrigin';
import { Refusal } from './refusal';
import type { Access } from './route';

export interface AccessOptions {
	sharedSecret: string;
	/** Key of the control API; without one there is only n8n's signature. */
	controlKey: string | undefined;
	/** The address of the bridge as others know it. */
	publicUrl: string | undefined;
	/** Whether a request comes from who is logged in at the live page. */
	sessionAccess: (request: IncomingMessage) => boolean;
}

/** Decides who may use a route. */
export class AccessControl {
	constructor(private readonly options: AccessOptions) {}

	/**
	 * Returns when the request may use a route of that access.
	 * @throws Refusal 401 when it may not, 403 when another site made a logged-in browser send it
	 */
	check(request: IncomingMessage, access: Access): void {
		if (access === 'open' || this.hasControl(request)) return;
		if (access === 'control') throw new Refusal(401, this.controlSentence(request), CHALLENGE);
		if (!this.options.sessionAccess(request)) throw new Refusal(401, 'Log in first.');
		if (changesState(request) && !isFromPage(request.headers, this.options.publicUrl)) {
			throw new Refusal(403, 'Another site may not do this.');
		}
	}

	/** Whether the request carries a key or signature that could be a guess: anything but n8n's genuine signature. */
	carriesGuess(request: IncomingMessage): boolean {
		const { authorization } = request.headers;
		return authorization !== undefined && !this.isSigned(authorization);
	}

	private hasControl({ headers: { authorization } }: IncomingMessage): boolean {
		if (authorization === undefined) return false;
		return this.isSigned(authorization) || this.hasKey(authorization);
	}

	private isSigned(authorization: string): boolean {
		return verifyControlAuthorization(authorization, this.options.sharedSecret);
	}

	private hasKey(authorization: string): boolean {
		const key = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
		const { controlKey } = this.options;
		if (key === undefined || controlKey === undefined) return false;
		return equalInConstantTime(key, controlKey);
	}

	private controlSentence({ headers: { authorization } }: IncomingMessage): string {
		if (authorization === undefined) return 'The authorization is missing.';
		return authorization.startsWith('Bridge ')
			? 'The authorization was made with another shared secret, or too long ago.'
			: 'The key is not the BRIDGE_CONTROL_KEY of this bridge.';
	}
}

const CHALLENGE = { headers: { 'www-authenticate': 'Bearer' } };

function changesState({ method }: IncomingMessage): boolean {
	return method !== 'GET' && method !== 'HEAD';
}
