/**
 * Who has which area codes of the North American plan and by which clocks they go, written by hand, state by state: for comparison
 * with what the data set says exchange by exchange.
 */
interface Area {
	/** A state, province or country, or the part of one that goes by these clocks. */
	name: string;
	timeZones: string;
	areaCodes: string;
}

const area = (name: string, timeZones: string, areaCodes: string): Area => ({
	name,
	timeZones,
	areaCodes,
});

const EASTERN = 'America/New_York';
const CENTRAL = 'America/Chicago';
const MOUNTAIN = 'America/Denver';
const PACIFIC = 'America/Los_Angeles';
const BOTH_EASTERN = `${CENTRAL} ${EASTERN}`;
const BOTH_MOUNTAIN = `${CENTRAL} ${MOUNTAIN}`;
const BOTH_PACIFIC = `${MOUNTAIN} ${PACIFIC}`;

export const AREAS: readonly Area[] = [
	area('Alabama', CENTRAL, '205 251 256 334 483 659 938'),
	area('Alaska', 'America/Adak America/Anchorage', '907'),
	area('Arizona', 'America/Phoenix', '480 520 602 623'),
	area('Arizona with the Navajo Nation', `${MOUNTAIN} America/Phoenix`, '928'),
	area('Arkansas', CENTRAL, '327 479 501 870'),
	area(
		'California',
		PACIFIC,
		'209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951',
	),
	area('Colorado', MOUNTAIN, '303 719 720 748 970 983'),
	area('Connecticut', EASTERN, '203 475 860 959'),
	area('Delaware', EASTERN, '302'),
	area('District of Columbia', EASTERN, '202 771'),
	area(
		'Florida',
		EASTERN,
		'239 305 321 324 352 386 407 561 645 656 689 727 728 754 772 786 813 863 904 941 954',
	),
	area('Florida, panhandle', BOTH_EASTERN, '448 850'),
	area('Georgia', EASTERN, '229 404 470 478 565 678 706 762 770 912 943'),
	area('Hawaii', 'Pacific/Honolulu', '808'),
	area('Idaho', BOTH_PACIFIC, '208 986'),
	area('Illinois', CENTRAL, '217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872'),
	area('Indiana', EASTERN, '260 317 463 765'),
	area('Indiana, north-west and south-west', BOTH_EASTERN, '219 574 812 930'),
	area('Iowa', CENTRAL, '319 515 563 641 712'),
	area('Kansas', CENTRAL, '316 913'),
	area('Kansas, west', BOTH_MOUNTAIN, '620 785'),
	area('Kentucky', EASTERN, '502 761 859'),
	area('Kentucky, west and south', BOTH_EASTERN, '270 364 606'),
	area('Louisiana', CENTRAL, '225 318 337 457 504 985'),
	area('Maine', EASTERN, '207'),
	area('Maryland', EASTERN, '227 240 301 410 443 667'),
	area('Massachusetts', EASTERN, '339 351 413 508 617 774 781 857 978'),
	area('Michigan', EASTERN, '231 248 269 313 517 586 616 679 734 810 947 989'),
	area('Michigan, Upper Peninsula', BOTH_EASTERN, '906'),
	area('Minnesota', CENTRAL, '218 320 507 612 651 763 924 952'),
	area('Mississippi', CENTRAL, '228 471 601 662 769'),
	area('Missouri', CENTRAL, '235 314 417 557 573 636 660 816 975'),
	area('Montana', MOUNTAIN, '406'),
	area('Nebraska', CENTRAL, '402 531'),
	area('Nebraska, west', BOTH_MOUNTAIN, '308'),
	area('Nevada, Las Vegas', PACIFIC, '702 725'),
	area('Nevada with West Wendover', BOTH_PACIFIC, '775'),
	area('New Hampshire', EASTERN, '603'),
	area('New Jersey', EASTERN, '201 551 609 640 732 848 856 862 908 973'),
	area('New Mexico', MOUNTAIN, '505 575'),
	area(
		'New York',
		EASTERN,
		'212 315 329 332 347 363 465 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934',
	),
	area('North Carolina', EASTERN, '252 336 472 704 743 828 910 919 980 984'),
	area('North Dakota', BOTH_MOUNTAIN, '701'),
	area('Ohio', EASTERN, '216 220 234 283 326 330 380 419 436 440 513 567 614 740 937'),
	area('Oklahoma', CENTRAL, '405 539 572 580 918'),
	area('Oregon, north-west', PACIFIC, '503 971'),
	area('Oregon with Malheur County', BOTH_PACIFIC, '458 541'),
	area('Pennsylvania', EASTERN, '215 223 267 272 412 445 484 570 582 610 717 724 814 835 878'),
	area('Rhode Island', EASTERN, '401'),
	area('South Carolina', EASTERN, '803 821 839 843 854 864'),
	area('South Dakota', BOTH_MOUNTAIN, '605'),
	area('Tennessee, Knoxville', EASTERN, '865'),
	area('Tennessee, between', BOTH_EASTERN, '423 729 931'),
	area('Tennessee, west', CENTRAL, '615 629 731 901'),
	area(
		'Texas',
		CENTRAL,
		'210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 936 940 945 956 972 979',
	),
	area('Texas, El Paso', BOTH_MOUNTAIN, '915'),
	area('Utah', MOUNTAIN, '385 435 801'),
	area('Vermont', EASTERN, '802'),
	area('Virginia', EASTERN, '276 434 540 571 686 703 757 804 826 948'),
	area('Washington', PACIFIC, '206 253 360 425 509 564'),
	area('West Virginia', EASTERN, '304 681'),
	area('Wisconsin', CENTRAL, '262 274 353 414 534 608 715 920'),
	area('Wyoming', MOUNTAIN, '307'),
	area('American Samoa', 'Pacific/Pago_Pago', '684'),
	area('Guam', 'Pacific/Guam', '671'),
	area('Northern Mariana Islands', 'Pacific/Saipan', '670'),
	area('Puerto Rico', 'America/Puerto_Rico', '787 939'),
	area('U.S. Virgin Islands', 'America/St_Thomas', '340'),
	area('Alberta', 'America/Edmonton', '368 403 587 780 825'),
	area('British Columbia, Vancouver', 'America/Vancouver', '604'),
	area(
		'British Columbia',
		'America/Edmonton America/Fort_Nelson America/Vancouver',
		'236 250 257 672 778',
	),
	area('Manitoba', 'America/Winnipeg', '204 431 584'),
	area('New Brunswick', 'America/Halifax', '428 506'),
	area(
		'Newfoundland and Labrador',
		'America/Halifax America/Puerto_Rico America/St_Johns',
		'709 879',
	),
	area('Nova Scotia, Prince Edward Island', 'America/Halifax', '782 902'),
	area(
		'Ontario',
		'America/Toronto',
		'226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 905 942',
	),
	area('Ontario, north-west', 'America/Atikokan America/Toronto America/Winnipeg', '807'),
	area('Quebec', 'America/Toronto', '263 354 438 450 468 514 579 819 873'),
	area('Quebec, east', 'America/Halifax America/Puerto_Rico America/Toronto', '273 367 418 581'),
	area('Saskatchewan with Lloydminster', 'America/Edmonton America/Regina', '306 474 639'),
	area(
		'Yukon, Northwest Territories, Nunavut',
		'America/Atikokan America/Cambridge_Bay America/Edmonton America/Iqaluit America/Rankin_Inlet America/Whitehorse',
		'867',
	),
	area('Anguilla', 'America/Anguilla', '264'),
	area('Antigua and Barbuda', 'America/Antigua', '268'),
	area('Bahamas', 'America/Nassau', '242'),
	area('Barbados', 'America/Barbados', '246'),
	area('Bermuda', 'Atlantic/Bermuda', '441'),
	area('British Virgin Islands', 'America/Tortola', '284'),
	area('Cayman Islands', 'America/Cayman', '345'),
	area('Dominica', 'America/Dominica', '767'),
	area('Dominican Republic', 'America/Santo_Domingo', '809 829 849'),
	area('Grenada', 'America/Grenada', '473'),
	area('Jamaica', 'America/Jamaica', '658 876'),
	area('Montserrat', 'America/Montserrat', '664'),
	area('Saint Kitts and Nevis', 'America/St_Kitts', '869'),
	area('Saint Lucia', 'America/St_Lucia', '758'),
	area('Saint Vincent', 'America/St_Vincent', '784'),
	area('Sint Maarten', 'America/Lower_Princes', '721'),
	area('Trinidad and Tobago', 'America/Port_of_Spain', '868'),
	area('Turks and Caicos Islands', 'America/Grand_Turk', '649'),
];
