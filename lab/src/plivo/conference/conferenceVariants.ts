/** What plivo-conferences.md §C5 leaves open; the numbers are those of its UNCONFIRMED list. */
export interface ConferenceVariants {
	/** §C1.3: how `member_id` is written in the answer of a member action for several, or for `all`. */
	memberIdsAs: 'printed-list' | 'array';
	/** 2: what a list of ids does of which only some are in the room. */
	partlyUnknownMembers: 'applied' | 'refused';
	/** 4: whether an exit event carries the fields of the call, too. */
	conferenceExitFields: 'full' | 'short';
	/** 5: the status of a stop-recording when nothing is recorded. */
	idleRecordingStopStatus: 204 | 404;
	/** 15: who hears `waitSound`: who waits for the start, or also who is alone. */
	waitSoundFor: 'waiting-and-alone' | 'waiting';
	/** 6: whether the MPC-level fields of a later participant change the MPC. */
	laterMpcSettings: 'ignored' | 'applied';
	/** 8: what adding a participant to a full MPC does. */
	fullMpc: 'refused' | 'call-ends';
	/** 9: what getting a participant who has left answers: the state fields null, or 404. */
	leftParticipant: 'nulls' | 'missing';
	/** §C3.2: whether the participants of a live MPC are listed with those who have left. */
	mpcParticipantList: 'present' | 'all';
	/** 10: the termination code of an MPC whose end_mpc_on_exit member left. */
	endMpcOnExitCode: 1000 | 0;
	/** 11: the field of a ParticipantDigitInput that holds the key. */
	mpcDigitField: 'Digit' | 'Digits';
	/** §C3.8: the hang-up code of a call that was kicked out of an MPC. */
	kickedHangupCode: 4030 | 4020;
	/** §C3.4: how the status of an ended MPC is written. */
	endedMpcStatus: 'ended' | 'Ended';
	/** §C3.7: where the texts of an update's answer stand. */
	mpcUpdateAnswer: 'flat' | 'nested';
}

/** The likeliest behavior on every point. */
export const defaultConferenceVariants: Readonly<ConferenceVariants> = {
	memberIdsAs: 'printed-list',
	partlyUnknownMembers: 'applied',
	conferenceExitFields: 'full',
	idleRecordingStopStatus: 204,
	waitSoundFor: 'waiting-and-alone',
	laterMpcSettings: 'ignored',
	fullMpc: 'refused',
	leftParticipant: 'nulls',
	mpcParticipantList: 'present',
	endMpcOnExitCode: 1000,
	mpcDigitField: 'Digit',
	kickedHangupCode: 4030,
	endedMpcStatus: 'ended',
	mpcUpdateAnswer: 'flat',
};

export const conferenceVariantAlternatives: {
	readonly [K in keyof ConferenceVariants]: readonly ConferenceVariants[K][];
} = {
	memberIdsAs: ['array'],
	partlyUnknownMembers: ['refused'],
	conferenceExitFields: ['short'],
	idleRecordingStopStatus: [404],
	waitSoundFor: ['waiting'],
	laterMpcSettings: ['applied'],
	fullMpc: ['call-ends'],
	leftParticipant: ['missing'],
	mpcParticipantList: ['all'],
	endMpcOnExitCode: [0],
	mpcDigitField: ['Digits'],
	kickedHangupCode: [4020],
	endedMpcStatus: ['Ended'],
	mpcUpdateAnswer: ['nested'],
};
