import type { LabLog } from '../labLog';
import type { AccountState } from './accountState';
import type { AudioClock } from './audioClock';
import type { CallbackSender } from './callbacks';
import type { Conferences } from './conference/conferences';
import type { Dials } from './dials';
import type { MultiPartyCalls } from './multiParty/multiPartyCalls';
import type { People } from './people';
import type { Recordings } from './recordings';
import type { PlivoVariants } from './variants';

/** What a call needs of the local Plivo around it. */
export interface CallWorld {
	account: AccountState;
	callbacks: CallbackSender;
	clock: AudioClock;
	conferences: Conferences;
	dials: Dials;
	log: LabLog;
	multiPartyCalls: MultiPartyCalls;
	people: People;
	recordings: Recordings;
	variants: PlivoVariants;
}
