import type { ContentLanguage } from "@sunchak/core";

/** What stands in the table of each product, by its slug: lines parted by " / ". */
const written: Readonly<Record<string, Readonly<Record<ContentLanguage, string>>>> = {
  "pour-over-dripper": {
    ko: "재질: 백자 / 용량: 1~2인용 / 필터: 원뿔형 / 세척: 식기세척기 가능",
    en: "Material: White porcelain / Size: 1–2 cups / Filter: Cone / Care: Dishwasher safe",
  },
  "gooseneck-kettle": {
    ko: "용량: 0.9L / 손잡이: 호두나무 / 열원: 인덕션, 가스레인지",
    en: "Capacity: 0.9 L / Handle: Walnut / Heat: Induction, gas",
  },
  "cast-iron-pot": {
    ko: "재질: 무쇠, 에나멜 / 지름: 22cm / 용량: 3.3L / 무게: 4.2kg",
    en: "Material: Enamelled cast iron / Diameter: 22 cm / Capacity: 3.3 L / Weight: 4.2 kg",
  },
  "walnut-cutting-board": {
    ko: "재질: 북미산 호두나무 통원목 / 관리: 한 달에 한 번 도마용 오일",
    en: "Material: Solid North American walnut / Care: Board oil once a month",
  },
  "stoneware-mug": {
    ko: "재질: 스톤웨어 / 용량: 330ml / 세척: 식기세척기, 전자레인지 가능",
    en: "Material: Stoneware / Capacity: 330 ml / Care: Dishwasher and microwave safe",
  },
  "glass-teapot": {
    ko: "재질: 붕규산 유리 / 용량: 600ml / 구성: 티포트, 거름망",
    en: "Material: Borosilicate glass / Capacity: 600 ml / In the box: Teapot, strainer",
  },
  "pepper-mill-pair": {
    ko: "재질: 너도밤나무 / 날: 세라믹 / 구성: 후추, 소금 각 1개",
    en: "Material: Beech / Burrs: Ceramic / In the box: One for pepper, one for salt",
  },
  "porcelain-bowl-set": {
    ko: "재질: 백자 / 구성: 밥그릇 2개, 국그릇 2개",
    en: "Material: White porcelain / In the box: Two rice bowls, two soup bowls",
  },
  "linen-cushion": {
    ko: "소재: 워싱 리넨 / 크기: 45×45cm / 구성: 커버, 솜 / 세탁: 찬물",
    en: "Material: Washed linen / Size: 45 × 45 cm / In the box: Cover, filling / Care: Wash cold",
  },
  "mushroom-lamp": {
    ko: "밝기: 3단계 / 충전: USB-C / 사용 시간: 가장 약한 빛으로 약 20시간",
    en: "Brightness: Three levels / Charging: USB-C / Runs: About 20 hours on low",
  },
  "soy-candle": {
    ko: "왁스: 소이 왁스 / 용량: 200g / 향: 무화과 잎, 삼나무 / 사용 시간: 약 45시간",
    en: "Wax: Soy / Weight: 200 g / Scent: Fig leaf, cedar / Burns: About 45 hours",
  },
  "moon-jar-vase": {
    ko: "재질: 백자 / 제작: 위아래를 따로 빚어 이음",
    en: "Material: White porcelain / Made: Two thrown halves, joined by hand",
  },
  "ash-wall-clock": {
    ko: "재질: 물푸레나무 / 지름: 28cm / 무브먼트: 무소음 / 구성: 건전지, 나사 포함",
    en: "Material: Ash / Diameter: 28 cm / Movement: Silent sweep / In the box: Battery, screw",
  },
  "rattan-basket": {
    ko: "재질: 라탄 / 안감: 면 주머니 / 제작: 손으로 엮음",
    en: "Material: Rattan / Liner: Cotton / Made: Woven by hand",
  },
  "wool-throw": {
    ko: "소재: 메리노 울 / 크기: 130×180cm / 세탁: 찬물, 울 코스",
    en: "Material: Merino wool / Size: 130 × 180 cm / Care: Cold, wool cycle",
  },
  "oak-stool": {
    ko: "재질: 참나무 / 높이: 45cm / 하중: 100kg까지",
    en: "Material: Oak / Height: 45 cm / Load: Up to 100 kg",
  },
  "fountain-pen": {
    ko: "펜촉: F / 구성: 만년필, 카트리지, 컨버터",
    en: "Nib: Fine / In the box: Pen, cartridge, converter",
  },
  "dot-notebook": {
    ko: "크기: A5 / 종이: 100g, 192쪽 / 제본: 실 제본, 180도 펼침",
    en: "Size: A5 / Paper: 100 g, 192 pages / Binding: Thread-bound, opens flat",
  },
  "mechanical-keyboard": {
    ko: "배열: 68키 / 연결: 블루투스 3대, USB 케이블 / 축: 저소음",
    en: "Layout: 68 keys / Connects: Three Bluetooth devices, USB cable / Switches: Quiet linear",
  },
  "washi-tape-set": {
    ko: "폭: 15mm / 길이: 10m / 구성: 5색 각 1개",
    en: "Width: 15 mm / Length: 10 m / In the box: Five rolls, one of each colour",
  },
  "color-pencils": {
    ko: "색: 12색 / 심: 3.8mm 수채 / 구성: 색연필, 틴케이스",
    en: "Colours: 12 / Lead: 3.8 mm, water-soluble / In the box: Pencils, tin",
  },
  "canvas-pencil-case": {
    ko: "소재: 왁스 면 캔버스 / 특징: 세워 두는 넓은 바닥",
    en: "Material: Waxed cotton canvas / Feature: Wide base that stands",
  },
  "desk-calendar": {
    ko: "종류: 만년 달력 / 받침: 두꺼운 재생지",
    en: "Kind: Perpetual / Stand: Thick recycled board",
  },
  "brass-scissors": {
    ko: "손잡이: 황동 / 날: 손으로 연마 / 구성: 가위, 가죽 칼집",
    en: "Handles: Brass / Blades: Hand-ground / In the box: Scissors, leather sheath",
  },
  "coffee-beans": {
    ko: "용량: 200g / 배전: 중배전 / 형태: 홀빈 / 로스팅: 매주 화요일",
    en: "Weight: 200 g / Roast: Medium / Form: Whole beans / Roasted: Every Tuesday",
  },
  "acacia-honey": {
    ko: "용량: 500g / 원산지: 강원도 / 주의: 12개월 미만 아기는 먹지 않아요",
    en: "Weight: 500 g / Origin: Gangwon, Korea / Note: Not for infants under twelve months",
  },
  "jeju-tangerines": {
    ko: "중량: 3kg / 원산지: 제주 서귀포 / 재배: 노지 / 보관: 서늘한 곳",
    en: "Weight: 3 kg / Origin: Seogwipo, Jeju / Grown: Open field / Keep: Somewhere cool",
  },
  "green-tea-tin": {
    ko: "용량: 40g / 원산지: 경남 하동 / 등급: 세작 / 우리기: 70도, 1분",
    en: "Weight: 40 g / Origin: Hadong, Korea / Grade: Sejak / Brew: 70 °C, one minute",
  },
  "strawberry-jam": {
    ko: "용량: 300g / 원산지: 충남 논산 / 딸기 함량: 65% / 보관: 개봉 후 냉장, 한 달",
    en: "Weight: 300 g / Origin: Nonsan, Korea / Strawberries: 65% / Keep: A month, chilled",
  },
  "dark-chocolate": {
    ko: "용량: 80g / 카카오: 72%",
    en: "Weight: 80 g / Cocoa: 72%",
  },
  "yakgwa-box": {
    ko: "구성: 12개, 낱개 포장 / 향: 계피, 생강",
    en: "In the box: 12, wrapped one by one / Spices: Cinnamon, ginger",
  },
  "sesame-oil": {
    ko: "용량: 300ml / 원료: 국산 참깨 / 제법: 저온 압착",
    en: "Volume: 300 ml / Made of: Korean sesame / Method: Cold-pressed",
  },
  "two-person-tent": {
    ko: "인원: 2명 / 무게: 1.9kg / 바닥 내수압: 3,000mm / 문: 2개",
    en: "Sleeps: 2 / Weight: 1.9 kg / Floor: 3,000 mm / Doors: 2",
  },
  "camp-lantern": {
    ko: "색온도: 2,200K / 밝기: 다이얼로 조절 / 기능: 휴대폰 충전",
    en: "Light: 2,200 K / Brightness: Stepless dial / Also: Charges a phone",
  },
  "insulated-bottle": {
    ko: "용량: 600ml / 재질: 이중 진공 스테인리스",
    en: "Capacity: 600 ml / Material: Double-walled vacuum steel",
  },
  "folding-chair": {
    ko: "프레임: 나무 / 좌판: 면 캔버스 / 접은 너비: 15cm",
    en: "Frame: Wood / Seat: Cotton canvas / Folded: 15 cm wide",
  },
  "rolltop-backpack": {
    ko: "용량: 18~24L / 겉감: 발수 / 수납: 노트북 칸",
    en: "Capacity: 18–24 L / Shell: Water-repellent / Pockets: Laptop sleeve",
  },
  "cooler-box": {
    ko: "용량: 20L / 단열재: 5cm / 배수: 바닥 마개",
    en: "Capacity: 20 L / Insulation: 5 cm / Drain: Plug in the base",
  },
  "fire-pit": {
    ko: "재질: 스테인리스 / 구성: 화로대, 재받이",
    en: "Material: Stainless steel / In the box: Fire pit, ash tray",
  },
  "bucket-hat": {
    ko: "소재: 발수 원단 / 챙: 7cm",
    en: "Material: Water-repellent fabric / Brim: 7 cm",
  },
  "wireless-headphones": {
    ko: "재생: 38시간 / 급속 충전: 10분에 4시간 / 소음 조절: 3단계",
    en: "Plays: 38 hours / Quick charge: 4 hours in 10 minutes / Noise control: Three levels",
  },
  "wireless-earbuds": {
    ko: "무게: 한쪽 4.6g / 재생: 케이스 포함 28시간 / 방수: 생활 방수",
    en: "Weight: 4.6 g each / Plays: 28 hours with the case / Water: Splash-proof",
  },
  "portable-speaker": {
    ko: "연결: 블루투스 / 방수: 물에 빠뜨려도 괜찮아요 / 스테레오: 두 대 연결",
    en: "Connects: Bluetooth / Water: Waterproof / Stereo: With a second speaker",
  },
  "belt-turntable": {
    ko: "구동: 벨트 / 플래터: 알루미늄 / 포노 앰프: 내장",
    en: "Drive: Belt / Platter: Aluminium / Phono stage: Built in",
  },
  "retro-radio": {
    ko: "수신: FM / 연결: 블루투스 / 몸통: 자작나무",
    en: "Tuner: FM / Connects: Bluetooth / Cabinet: Birch",
  },
  "condenser-microphone": {
    ko: "방식: 콘덴서 / 연결: USB / 구성: 마이크, 충격 흡수 거치대",
    en: "Kind: Condenser / Connects: USB / In the box: Microphone, shock mount",
  },
  "bookshelf-speakers": {
    ko: "우퍼: 5인치 / 트위터: 실크 돔 / 앰프: 내장 / 구성: 한 쌍",
    en: "Woofer: 5 inches / Tweeter: Silk dome / Amplifier: Built in / In the box: A pair",
  },
  "tube-headphone-amp": {
    ko: "진공관: 2개 / 임피던스: 16~300Ω / 수량: 한정 50대",
    en: "Tubes: 2 / Impedance: 16–300 Ω / Edition: 50 units",
  },
  "cotton-towels": {
    ko: "소재: 40수 코마사 면 / 구성: 3장, 3색",
    en: "Material: Combed cotton / In the box: Three towels in three tones",
  },
  "handmade-soap": {
    ko: "용량: 100g / 원료: 올리브유, 시어버터 / 숙성: 6주",
    en: "Weight: 100 g / Made of: Olive oil, shea butter / Cured: Six weeks",
  },
  "hand-wash": {
    ko: "용량: 300ml / 향: 유칼립투스, 로즈메리 / 용기: 갈색 유리병",
    en: "Volume: 300 ml / Scent: Eucalyptus, rosemary / Bottle: Amber glass",
  },
  "bamboo-toothbrushes": {
    ko: "손잡이: 대나무 / 모: 부드러운 미세모 / 구성: 4개, 4색",
    en: "Handles: Bamboo / Bristles: Soft, tapered / In the box: Four in four colours",
  },
  "bath-salt": {
    ko: "용량: 500g / 원료: 신안 천일염, 라벤더 오일 / 구성: 나무 스푼 포함",
    en: "Weight: 500 g / Made of: Sinan sea salt, lavender oil / In the box: Wooden scoop",
  },
  "paddle-hairbrush": {
    ko: "재질: 나무 / 특징: 공기구멍 쿠션",
    en: "Material: Wood / Feature: Vented cushion",
  },
  "reed-diffuser": {
    ko: "용량: 150ml / 향: 화이트 머스크 / 사용 기간: 약 두 달 / 구성: 스틱 5개",
    en: "Volume: 150 ml / Scent: White musk / Lasts: About two months / In the box: Five reeds",
  },
  "bath-slippers": {
    ko: "바닥: 미끄럼 방지 고무 / 특징: 물 빠짐",
    en: "Sole: Non-slip rubber / Feature: Draining channels",
  },
};

/** A product's specs in both languages, as they are stored; none for a slug without any. */
export function specsOf(slug: string): { specs: string; specsEn: string } {
  const { ko = "", en = "" } = written[slug] ?? {};
  return { specs: ko.replaceAll(" / ", "\n"), specsEn: en.replaceAll(" / ", "\n") };
}
