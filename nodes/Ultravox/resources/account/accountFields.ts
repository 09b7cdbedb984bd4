/** Fields of an account that stay when 'Simplify' is on (ultravox.md §1.3). */
export const accountFields = [
	'accountId',
	'name',
	'activeCalls',
	'allowedConcurrentCalls',
	'allowedVoices',
	'allowedCorpora',
	'freeTimeUsed',
	'freeTimeRemaining',
	'hasActiveSubscription',
	'subscriptionTier',
];
