/**
 * Sets the clock of this realm on by so many milliseconds; timers go on as ever.
 * @returns sets it back
 */
export function moveClock(aheadMs: number): () => void;
