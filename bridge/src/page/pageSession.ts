import { randomBytes } from 'node:crypto';
import { equalInConstantTime } from '../../../nodes/shared/constantTime';
import { signText } from '../../../nodes/shared/derivedKey';
import { EndedSessions } from './endedSessions';

const PURPOSE = 'plivo-ultravox/page-session';
const COOKIE = 'bridge_page';
const SESSION_SECONDS = 12 * 60 * 60;
/** Who comes with the control key has no session that could end; what has no end of its own ends after this time anyway. */
export const WITHOUT_SESSION_MS = 60 * 60 * 1000;

interface Session {
	id: string;
	/** In milliseconds since the epoch. */
	endsAt: number;
}

export interface PageSessionOptions {
	sharedSecret: string;
	/** Password of the page. */
	password: string;
	/** Path of the public address, without a slash at the end. */
	prefix: string;
	/** The page is reached over TLS, and its cookie goes over nothing else. */
	secure: boolean;
}

/**
 * Sessions of the live page. A session is a signed cookie, `<unix seconds of its end>.<random>.<hex HMAC-SHA256>`, and nothing is
 * kept of it but that it was logged out of: it is good for every process of the bridge, after a restart too. The key comes from the shared
 * secret and the password together, so another password ends all sessions.
 */
export class PageSession {
	private readonly key: string;
	private readonly name: string;

	constructor(
		private readonly options: PageSessionOptions,
		private readonly ended: EndedSessions = new EndedSessions(),
	) {
		// With that prefix a browser takes the cookie from this very host only, over TLS, and not from a neighbour in the same domain.
		this.name = options.secure && options.prefix === '' ? `__Host-${COOKIE}` : COOKIE;
		this.key = JSON.stringify([options.sharedSecret, options.password]);
	}

	/** Whether this is the password. Constant time. */
	isPassword(attempt: string): boolean {
		return equalInConstantTime(attempt, this.options.password);
	}

	/** `Set-Cookie` of a new session of 12 hours. */
	open(now: Date = new Date()): string {
		const end = Math.floor(now.getTime() / 1000) + SESSION_SECONDS;
		const text = `${end}.${randomBytes(16).toString('hex')}`;
		return this.cookie(`${text}.${signText(text, this.key, PURPOSE)}`, SESSION_SECONDS);
	}

	/** `Set-Cookie` that makes a browser forget its session. */
	close(): string {
		return this.cookie('', 0);
	}

	/** Ends the sessions in a `Cookie` header before their time, for whoever has a copy of it. */
	logOut(cookies: string | undefined, now: Date = new Date()): void {
		for (const { id, endsAt } of this.sessionsIn(cookies, now)) this.ended.end(id, endsAt);
	}

	/**
	 * When the session in a `Cookie` header ends, in milliseconds since the epoch; undefined when there is none that is genuine and
	 * not over. Constant time; never throws.
	 */
	endOf(cookies: string | undefined, now: Date = new Date()): number | undefined {
		return this.sessionsIn(cookies, now)[0]?.endsAt;
	}

	/**
	 * Calls back once the session in a `Cookie` header is over, by its time or by logging out; after an hour when there is none.
	 * @returns ends the wait
	 */
	watch(cookies: string | undefined, onOver: () => void, now: Date = new Date()): () => void {
		const [session] = this.sessionsIn(cookies, now);
		const endsAt = session?.endsAt ?? now.getTime() + WITHOUT_SESSION_MS;
		const timer = setTimeout(onOver, endsAt - now.getTime());
		const unwatch = session && this.ended.watch(session.id, onOver);
		return () => {
			clearTimeout(timer);
			unwatch?.();
		};
	}

	/** Those that are genuine and not over: a browser may send one of an earlier address along. */
	private sessionsIn(cookies: string | undefined, now: Date): Session[] {
		const pairs = (cookies ?? '').split(';').map((pair) => pair.trim());
		return pairs
			.filter((pair) => pair.startsWith(`${this.name}=`))
			.flatMap((pair) => this.sessionOf(pair.slice(this.name.length + 1)) ?? [])
			.filter(({ id, endsAt }) => endsAt > now.getTime() && !this.ended.has(id));
	}

	private sessionOf(value: string): Session | undefined {
		const [, text = '', end = '', id = '', signature = ''] =
			/^((\d{1,12})\.([0-9a-f]{32}))\.([0-9a-f]{64})$/.exec(value.trim()) ?? [];
		const isGenuine =
			text !== '' && equalInConstantTime(signature, signText(text, this.key, PURPOSE));
		return isGenuine ? { id, endsAt: Number(end) * 1000 } : undefined;
	}

	private cookie(value: string, seconds: number): string {
		const { prefix, secure } = this.options;
		const path = prefix === '' ? '/' : prefix;
		const flags = `HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
		return `${this.name}=${value}; Path=${path}; Max-Age=${seconds}; ${flags}`;
	}
}
