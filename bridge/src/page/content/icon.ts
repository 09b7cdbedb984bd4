/** The sign of the page: the two voices of a call. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="8" fill="#5b3df5"/>
<g stroke-width="2.6" stroke-linecap="round" fill="none">
<path stroke="#fff" d="M7 15v-2M11.5 15V9M16 15V6M20.5 15v-5M25 15v-2"/>
<path stroke="#b9f5d8" d="M7 19v2M11.5 19v4M16 19v7M20.5 19v5M25 19v2"/>
</g>
</svg>
`;
