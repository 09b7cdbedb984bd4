/*!
 * Written by writeIndependentZones.mjs: change that, then run it again.
 * areacodes 0.2.1 (MIT): the main city of each area code of the United States
 * tz-lookup 6.1.25 (CC0): the time zone at a place
 * zone.tab 2025b (public domain): the time zones of a country
 */

/** Time zones, separated by blanks, and the prefixes of the numbers (without `+`) of phones that may be in any of them. */
export const INDEPENDENT_ZONES: Readonly<Record<string, string>> = {
	'Africa/Ceuta Atlantic/Canary Europe/Madrid': '34',
	'Africa/Johannesburg': '27',
	'America/Araguaina America/Bahia America/Belem America/Boa_Vista America/Campo_Grande America/Cuiaba America/Eirunepe America/Fortaleza America/Maceio America/Manaus America/Noronha America/Porto_Velho America/Recife America/Rio_Branco America/Santarem America/Sao_Paulo':
		'55',
	'America/Bahia_Banderas America/Cancun America/Chihuahua America/Ciudad_Juarez America/Hermosillo America/Matamoros America/Mazatlan America/Merida America/Mexico_City America/Monterrey America/Ojinaga America/Tijuana':
		'52',
	'America/Boise': '1208 1986',
	'America/Chicago':
		'1205 1210 1214 1217 1218 1224 1225 1228 1251 1254 1256 1262 1270 1274 1281 1308 1309 1312 1314 1316 1318 1319 1320 1325 1327 1331 1334 1337 1346 1361 1364 1402 1405 1409 1414 1417 1430 1432 1447 1464 1469 1479 1501 1504 1507 1512 1515 1531 1534 1539 1557 1563 1573 1580 1601 1605 1608 1612 1615 1618 1620 1629 1630 1636 1641 1651 1659 1660 1662 1682 1701 1708 1712 1713 1715 1726 1730 1731 1737 1763 1769 1773 1779 1785 1806 1815 1816 1817 1830 1832 1847 1870 1872 1901 1903 1913 1918 1920 1931 1936 1938 1940 1952 1956 1972 1975 1979 1985',
	'America/Denver': '1303 1307 1385 1406 1435 1505 1575 1719 1720 1801 1915 1970',
	'America/Detroit': '1231 1248 1269 1278 1313 1517 1586 1616 1679 1734 1810 1906 1947 1989',
	'America/Edmonton': '1403 1587 1780 1825',
	'America/Halifax': '1782 1902',
	'America/Indiana/Indianapolis': '1219 1260 1317 1463 1574 1765 1812 1930',
	'America/Los_Angeles':
		'1206 1209 1213 1253 1279 1310 1323 1341 1360 1369 1408 1415 1424 1425 1442 1458 1503 1509 1510 1530 1541 1559 1562 1564 1619 1626 1627 1628 1650 1657 1661 1669 1702 1707 1714 1725 1747 1760 1775 1805 1818 1820 1831 1858 1909 1916 1925 1949 1951 1971',
	'America/Moncton': '1506',
	'America/New_York':
		'1201 1202 1203 1207 1212 1215 1216 1220 1223 1227 1229 1234 1239 1240 1252 1267 1272 1276 1283 1301 1302 1304 1305 1315 1321 1326 1330 1332 1336 1339 1347 1351 1352 1380 1386 1401 1404 1407 1410 1412 1413 1419 1423 1434 1440 1443 1445 1470 1475 1478 1484 1502 1508 1513 1516 1518 1540 1551 1561 1567 1570 1571 1585 1603 1606 1607 1609 1610 1614 1617 1631 1640 1646 1667 1678 1680 1681 1689 1703 1704 1706 1716 1717 1718 1724 1727 1732 1740 1743 1754 1757 1762 1770 1772 1774 1781 1786 1802 1803 1804 1813 1814 1828 1838 1839 1843 1845 1848 1850 1854 1856 1857 1859 1860 1862 1863 1864 1865 1878 1904 1908 1910 1912 1914 1917 1919 1929 1934 1937 1941 1954 1959 1973 1978 1980 1984',
	'America/Phoenix': '1480 1520 1602 1623 1928',
	'America/Regina': '1306 1639',
	'America/St_Johns': '1709',
	'America/St_Thomas': '1340',
	'America/Toronto': '1416 1437 1438 1450 1514 1519 1613 1647 1905',
	'America/Winnipeg': '1204 1431',
	'Antarctica/Macquarie Australia/Adelaide Australia/Brisbane Australia/Broken_Hill Australia/Darwin Australia/Eucla Australia/Hobart Australia/Lindeman Australia/Lord_Howe Australia/Melbourne Australia/Perth Australia/Sydney':
		'61',
	'Asia/Almaty Asia/Aqtau Asia/Aqtobe Asia/Atyrau Asia/Oral Asia/Qostanay Asia/Qyzylorda': '77',
	'Asia/Anadyr Asia/Barnaul Asia/Chita Asia/Irkutsk Asia/Kamchatka Asia/Khandyga Asia/Krasnoyarsk Asia/Magadan Asia/Novokuznetsk Asia/Novosibirsk Asia/Omsk Asia/Sakhalin Asia/Srednekolymsk Asia/Tomsk Asia/Ust-Nera Asia/Vladivostok Asia/Yakutsk Asia/Yekaterinburg Europe/Astrakhan Europe/Kaliningrad Europe/Kirov Europe/Moscow Europe/Samara Europe/Saratov Europe/Ulyanovsk Europe/Volgograd':
		'79',
	'Asia/Dubai': '971',
	'Asia/Kolkata': '91',
	'Asia/Tokyo': '81',
	'Atlantic/Azores Atlantic/Madeira Europe/Lisbon': '351',
	'Europe/Berlin Europe/Busingen': '49',
	'Europe/Dublin': '353',
	'Europe/London': '44',
	'Europe/Rome': '39',
	'Pacific/Auckland Pacific/Chatham': '64',
	'Pacific/Guam': '1671',
	'Pacific/Honolulu': '1808',
	'Pacific/Pago_Pago': '1684',
	'Pacific/Saipan': '1670',
};
