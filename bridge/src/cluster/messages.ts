import type { ConnectRefusal } from '../call/callLedger';

/** What a worker asks the ledger of the primary. */
export type LedgerQuestion = 'connect' | 'spend';

/** What it may answer; `taken`: the name is another's. */
export type LedgerRefusal = ConnectRefusal | 'taken';

/** A session of the live page is over before its time: told to the primary by one worker, and by it to all. */
export interface LoggedOut {
	type: 'logged-out';
	session: string;
	/** In milliseconds since the epoch. */
	endsAt: number;
}

/** How much a worker has to do. */
export interface WorkerLoad {
	/** Calls, and sockets of Plivo's that wait for their start event. */
	streams: number;
	/** It takes more of them. */
	takes: boolean;
}

/** What a worker tells the primary. */
export type WorkerMessage =
	/** It runs, and wants to know where it belongs. */
	| { type: 'hello' }
	/** It takes calls. */
	| { type: 'ready' }
	/** It has a fault: it takes no more calls, and ends after those it has. */
	| { type: 'failing' }
	| ({ type: 'load' } & WorkerLoad)
	| { type: 'ledger'; id: number; question: LedgerQuestion; callId: string }
	/** Asks the ledger too, and is answered like it. */
	| { type: 'claim'; id: number; name: string; owner: string }
	/** One connect of a call was none of its own. */
	| { type: 'disown'; callId: string }
	| LoggedOut;

/** What the primary tells a worker. */
export type PrimaryMessage =
	| { type: 'welcome'; place: WorkerPlace }
	/** Where all workers that take calls can be asked, the receiver among them. */
	| { type: 'peers'; addresses: string[] }
	| { type: 'ledger'; id: number; refusal: LedgerRefusal | null }
	| LoggedOut
	/** Take no more calls, and end when the last one is over; with `now`, end them. */
	| { type: 'drain'; now: boolean };

/** What a worker must know to take its place among the others. */
export interface WorkerPlace {
	/** Where it is to listen for the others: a path of a Unix socket, or a pipe's name on Windows. */
	address: string;
	/** What the others show when they ask, and it when it asks them. Made anew for each run of the primary. */
	key: string;
	/** How many workers there are. */
	workers: number;
}
