/** The demo shop's catalogue: seven categories of eight products. Pictures: ./pictures. */

import type { ContentLanguage } from "@sunchak/core";

export const categories = [
  "kitchen",
  "living",
  "stationery",
  "food",
  "outdoor",
  "audio",
  "bath",
] as const;

export type Category = (typeof categories)[number];

export const categoryNames: Readonly<Record<Category, Readonly<Record<ContentLanguage, string>>>> =
  {
    kitchen: { ko: "주방", en: "Kitchen" },
    living: { ko: "리빙", en: "Living" },
    stationery: { ko: "문구·데스크", en: "Stationery & desk" },
    food: { ko: "식품", en: "Food" },
    outdoor: { ko: "아웃도어", en: "Outdoor" },
    audio: { ko: "오디오", en: "Audio" },
    bath: { ko: "욕실", en: "Bath" },
  };

export interface CatalogProduct {
  readonly slug: string;
  readonly name: string;
  readonly nameEn: string;
  readonly description: string;
  readonly descriptionEn: string;
  readonly category: Category;
  /** KRW */
  readonly price: number;
  readonly initialStock: number;
  /** Public paths, the first one is shown in lists. */
  readonly images: readonly string[];
}

/** Stock of exactly 50, never sold in the seed: for trying a rush. */
export const rushProductSlug = "tube-headphone-amp";
/** The seed sells all of it. */
export const soldOutProductSlug = "moon-jar-vase";
/** The seed leaves a few. */
export const nearlySoldOutProductSlug = "gooseneck-kettle";

type Wording = readonly [name: string, description: string];

function product(
  category: Category,
  slug: string,
  price: number,
  initialStock: number,
  pictures: 1 | 2,
  ko: Wording,
  en: Wording,
): CatalogProduct {
  const first = `/products/${slug}.svg`;
  return {
    slug,
    name: ko[0],
    nameEn: en[0],
    description: ko[1],
    descriptionEn: en[1],
    category,
    price,
    initialStock,
    images: pictures === 2 ? [first, `/products/${slug}-2.svg`] : [first],
  };
}

export const catalogProducts: readonly CatalogProduct[] = [
  product(
    "kitchen",
    "pour-over-dripper",
    29_000,
    240,
    2,
    [
      "핸드드립 도자기 드리퍼",
      "안쪽 나선 홈이 물길을 고르게 잡아 줘서, 처음 내리는 분도 맛이 크게 흔들리지 않아요. 두꺼운 백자라 예열해 두면 추출이 끝날 때까지 온도가 잘 유지돼요. 1~2인용 원뿔형 필터에 맞고, 식기세척기에 넣으셔도 괜찮아요.",
    ],
    [
      "Ceramic pour-over dripper",
      "Spiral ribs guide the water evenly, so even a first brew tastes steady. Thick white porcelain holds its heat to the last drop once warmed. Fits cone filters for one to two cups and is dishwasher safe.",
    ],
  ),
  product(
    "kitchen",
    "gooseneck-kettle",
    54_000,
    40,
    2,
    [
      "구스넥 드립 주전자 0.9L",
      "물줄기가 가늘고 곧게 떨어져서 원하는 자리에 정확히 부을 수 있어요. 손잡이는 오일로 마감한 호두나무라 뜨거워지지 않고 손에 착 감겨요. 인덕션과 가스레인지에서 모두 쓸 수 있어요.",
    ],
    [
      "Gooseneck drip kettle 0.9 L",
      "Pours a thin, straight stream exactly where you aim it. The oiled walnut handle stays cool and sits well in the hand. Works on induction and gas.",
    ],
  ),
  product(
    "kitchen",
    "cast-iron-pot",
    129_000,
    85,
    2,
    [
      "무쇠 주물 냄비 22cm",
      "묵직한 뚜껑이 수분을 가둬서 무수분 수육이나 카레를 만들기 좋아요. 안쪽까지 에나멜을 두 번 입혀 길들이지 않고 바로 쓰실 수 있어요. 3~4인분에 알맞은 3.3L예요. 무게가 4.2kg이니 옮기실 때는 두 손으로 잡아 주세요.",
    ],
    [
      "Cast-iron pot 22 cm",
      "The heavy lid keeps moisture in: ideal for braises, stews and curry. Enamelled twice inside and out, so there is no seasoning to do. 3.3 litres for three or four people; at 4.2 kg it wants both hands.",
    ],
  ),
  product(
    "kitchen",
    "walnut-cutting-board",
    48_000,
    130,
    1,
    [
      "월넛 원목 도마",
      "북미산 호두나무를 통으로 깎아 이음새가 없어요. 칼이 닿는 느낌이 부드럽고, 뒤집으면 치즈나 과일을 올리는 플레이트로도 쓸 수 있어요. 한 달에 한 번 도마용 오일을 발라 주시면 색이 더 깊어져요.",
    ],
    [
      "Solid walnut cutting board",
      "Cut from one piece of North American walnut, with no joints. Gentle on knives, and turned over it serves as a platter for cheese or fruit. A little board oil once a month deepens the colour.",
    ],
  ),
  product(
    "kitchen",
    "stoneware-mug",
    24_000,
    320,
    2,
    [
      "두 번 구운 스톤웨어 머그 330ml",
      "유약을 반만 담가 아랫부분은 흙의 질감이 그대로 남아 있어요. 잔마다 경계선과 점무늬가 조금씩 달라요. 전자레인지와 식기세척기에 사용하실 수 있어요.",
    ],
    [
      "Twice-fired stoneware mug 330 ml",
      "Half-dipped in glaze, the lower part keeps the bare feel of clay. The line and the speckles differ a little on each cup. Microwave and dishwasher safe.",
    ],
  ),
  product(
    "kitchen",
    "glass-teapot",
    36_000,
    150,
    1,
    [
      "내열 유리 티포트 600ml",
      "찻잎이 피어나는 모습이 그대로 보이는 붕규산 유리 티포트예요. 거름망이 함께 들어 있어 잎차도 꽃차도 바로 우릴 수 있어요. 주둥이 끝을 얇게 뽑아 따를 때 물이 흘러내리지 않아요.",
    ],
    [
      "Heatproof glass teapot 600 ml",
      "Borosilicate glass, so you can watch the leaves open. A strainer is included for leaf and flower teas alike. The finely drawn spout does not drip.",
    ],
  ),
  product(
    "kitchen",
    "pepper-mill-pair",
    42_000,
    110,
    1,
    [
      "너도밤나무 후추·소금 그라인더 세트",
      "세라믹 날이라 소금을 넣어도 녹슬지 않아요. 윗꼭지를 돌리면 곱게 또는 굵게 굵기를 조절할 수 있어요. 식탁에 그대로 올려 두셔도 예쁜 두 개 한 세트예요.",
    ],
    [
      "Beech pepper and salt mills",
      "Ceramic burrs never rust, even with salt. Turn the knob for fine or coarse. A pair good-looking enough to leave on the table.",
    ],
  ),
  product(
    "kitchen",
    "porcelain-bowl-set",
    38_000,
    200,
    2,
    [
      "백자 밥그릇·국그릇 2인 세트",
      "매일 쓰는 그릇답게 가볍고 서로 포개져요. 테두리에 푸른 선 하나만 둘러 어떤 반찬과도 잘 어울려요. 밥그릇 두 개와 국그릇 두 개가 완충 상자에 담겨 가요.",
    ],
    [
      "Porcelain rice and soup bowls for two",
      "Light, stackable bowls for every day. A single blue line around the rim goes with any table. Two rice bowls and two soup bowls in a padded box.",
    ],
  ),
  product(
    "living",
    "linen-cushion",
    32_000,
    260,
    2,
    [
      "워싱 리넨 쿠션 45cm",
      "한 번 세탁해 구김이 자연스러운 리넨이라 다림질 없이 쓰시면 돼요. 숨은 지퍼로 커버를 벗겨 찬물에 빨 수 있어요. 솜이 함께 들어 있어서 받자마자 소파에 올려 두시면 돼요.",
    ],
    [
      "Washed linen cushion 45 cm",
      "Pre-washed linen with soft creases that need no iron. The cover has a hidden zip and washes cold. Filling included, ready for the sofa.",
    ],
  ),
  product(
    "living",
    "mushroom-lamp",
    78_000,
    95,
    2,
    [
      "버섯 무드 램프",
      "갓 아래로 빛이 둥글게 퍼져서 침대 옆에 두어도 눈이 부시지 않아요. 손끝으로 톡 건드리면 밝기가 세 단계로 바뀌어요. USB-C로 충전하고, 가장 약한 빛으로 스무 시간쯤 켜져 있어요.",
    ],
    [
      "Mushroom mood lamp",
      "Light pools under the shade, so it never glares by the bed. Tap it for three levels of brightness. Charges by USB-C and lasts some twenty hours on low.",
    ],
  ),
  product(
    "living",
    "soy-candle",
    26_000,
    300,
    2,
    [
      "무화과 소이 캔들 200g",
      "콩에서 얻은 왁스에 무화과 잎과 삼나무 향을 담았어요. 처음 켤 때 표면이 모두 녹을 때까지 두시면 끝까지 고르게 타요. 약 45시간 사용할 수 있고, 다 쓴 유리잔은 연필꽂이로 좋아요.",
    ],
    [
      "Fig soy candle 200 g",
      "Soy wax scented with fig leaf and cedar. Let the whole surface melt the first time and it burns evenly to the end. About 45 hours; the glass makes a nice pencil cup afterwards.",
    ],
  ),
  product(
    "living",
    "moon-jar-vase",
    89_000,
    30,
    2,
    [
      "달항아리 화병",
      "물레로 위아래를 따로 빚어 이어 붙인 작은 달항아리예요. 완벽하게 둥글지 않은 어깨선이 오히려 편안해 보여요. 나뭇가지 하나만 꽂아도 방의 분위기가 달라져요.",
    ],
    [
      "Moon jar vase",
      "A small moon jar, thrown as two halves and joined the traditional way. Its not-quite-round shoulder is what makes it calm. One branch changes the room.",
    ],
  ),
  product(
    "living",
    "ash-wall-clock",
    56_000,
    120,
    1,
    [
      "물푸레나무 무소음 벽시계 28cm",
      "초침이 끊기지 않고 흐르는 무소음 무브먼트라 침실에 걸어도 조용해요. 숫자 대신 눈금만 두어 멀리서도 또렷하게 읽혀요. 건전지와 벽걸이 나사가 함께 들어 있어요.",
    ],
    [
      "Silent ash wall clock 28 cm",
      "A sweeping movement without a tick, quiet enough for a bedroom. Plain markers read clearly from afar. Battery and wall screw included.",
    ],
  ),
  product(
    "living",
    "rattan-basket",
    39_000,
    140,
    1,
    [
      "손으로 엮은 라탄 바구니",
      "빨래나 담요를 담기 좋은 넉넉한 크기예요. 숙련된 장인이 손으로 엮어 손잡이 이음새까지 튼튼해요. 안쪽에 면 주머니가 있어 옷감이 걸리지 않아요.",
    ],
    [
      "Hand-woven rattan basket",
      "Generous enough for laundry or blankets. Woven by hand, sturdy right up to the handles. A cotton liner keeps fabrics from snagging.",
    ],
  ),
  product(
    "living",
    "wool-throw",
    98_000,
    70,
    1,
    [
      "메리노 울 체크 담요",
      "가늘고 부드러운 메리노 울이라 맨살에 닿아도 따갑지 않아요. 소파에서는 무릎 담요로, 침대에서는 발치 덮개로 쓰기 좋은 130×180cm예요. 울 코스로 찬물 세탁해 주세요.",
    ],
    [
      "Merino check throw",
      "Fine merino that does not itch on bare skin. At 130 × 180 cm it is a lap blanket on the sofa and a bed runner at night. Wash cold on wool.",
    ],
  ),
  product(
    "living",
    "oak-stool",
    115_000,
    60,
    1,
    [
      "참나무 원형 스툴",
      "의자로도 협탁으로도 쓰는 높이 45cm 스툴이에요. 다리를 쐐기로 끼워 맞춰 나사가 하나도 보이지 않아요. 100kg까지 안심하고 앉으실 수 있어요.",
    ],
    [
      "Round oak stool",
      "A 45 cm stool that doubles as a side table. The legs are wedged in, without a single visible screw. Holds up to 100 kg.",
    ],
  ),
  product(
    "stationery",
    "fountain-pen",
    68_000,
    110,
    2,
    [
      "입문용 만년필 F촉",
      "처음 쓰시는 분도 힘을 빼고 쓸 수 있게 촉을 부드럽게 다듬었어요. 카트리지와 컨버터를 모두 넣어 드려서 병잉크도 바로 쓸 수 있어요. 뚜껑 클립이 탄탄해서 수첩에 꽂아 다니기 좋아요.",
    ],
    [
      "First fountain pen, fine nib",
      "The nib is tuned soft, so a beginner can write without pressing. Cartridge and converter are both included for bottled ink. A firm clip keeps it on your notebook.",
    ],
  ),
  product(
    "stationery",
    "dot-notebook",
    18_000,
    400,
    2,
    [
      "양장 도트 노트 A5",
      "180도로 쫙 펴지는 실 제본이라 가운데까지 쓸 수 있어요. 만년필 잉크가 뒷장에 배지 않는 100g 종이 192쪽이에요. 고무 밴드와 가름끈, 뒷주머니가 있어요.",
    ],
    [
      "Hardcover dot notebook A5",
      "Thread-bound to open flat, so you can write right into the fold. 192 pages of 100 g paper that fountain pen ink will not pass. Elastic band, ribbon and back pocket.",
    ],
  ),
  product(
    "stationery",
    "mechanical-keyboard",
    139_000,
    90,
    2,
    [
      "무선 기계식 키보드 68키",
      "방향키는 남기고 책상은 넓혀 주는 68키 배열이에요. 블루투스로 기기 세 대를 오가고, 케이블을 꽂으면 유선으로도 쓸 수 있어요. 도각도각 조용한 저소음 축이라 사무실에서도 눈치 보이지 않아요.",
    ],
    [
      "Wireless mechanical keyboard, 68 keys",
      "Keeps the arrow keys and gives back the desk. Switches between three Bluetooth devices, or plugs in by cable. Quiet linear switches, fit for an office.",
    ],
  ),
  product(
    "stationery",
    "washi-tape-set",
    12_000,
    350,
    1,
    [
      "마스킹 테이프 5색 세트",
      "손으로 쉽게 찢기고 떼어 내도 자국이 남지 않아요. 다이어리, 선물 포장, 벽에 엽서 붙이기까지 두루 쓰여요. 폭 15mm, 길이 10m 롤이 다섯 개 들어 있어요.",
    ],
    [
      "Washi tape, set of five",
      "Tears by hand and lifts off without a mark. For planners, gift wrap or postcards on the wall. Five rolls, 15 mm by 10 m.",
    ],
  ),
  product(
    "stationery",
    "color-pencils",
    22_000,
    180,
    1,
    [
      "수채 색연필 12색",
      "그린 뒤 물붓으로 문지르면 수채화처럼 번져요. 심이 3.8mm로 굵어 잘 부러지지 않아요. 얇은 틴케이스라 여행 가방에 쏙 들어가요.",
    ],
    [
      "Watercolour pencils, 12 colours",
      "Draw, then brush with water and the lines turn to watercolour. Thick 3.8 mm leads seldom break. The slim tin slips into a travel bag.",
    ],
  ),
  product(
    "stationery",
    "canvas-pencil-case",
    16_000,
    220,
    1,
    [
      "왁스 캔버스 필통",
      "두꺼운 면 캔버스에 왁스를 먹여 물방울이 굴러떨어져요. 바닥이 넓어 세워 두고 꺼내 쓸 수 있어요. 쓸수록 주름이 자리를 잡아 나만의 필통이 돼요.",
    ],
    [
      "Waxed canvas pencil case",
      "Heavy cotton canvas, waxed so that drops roll off. A wide base lets it stand open on the desk. It creases with use and becomes your own.",
    ],
  ),
  product(
    "stationery",
    "desk-calendar",
    15_000,
    160,
    1,
    [
      "만년 탁상 달력",
      "해가 바뀌어도 버리지 않고 계속 쓰는 달력이에요. 칸이 넓어 일정을 두 줄씩 적을 수 있어요. 두꺼운 재생지 받침이라 넘길 때 흔들리지 않아요.",
    ],
    [
      "Perpetual desk calendar",
      "A calendar you keep when the year ends. Roomy squares take two lines each. The thick recycled stand does not wobble as you turn it.",
    ],
  ),
  product(
    "stationery",
    "brass-scissors",
    34_000,
    100,
    1,
    [
      "황동 손잡이 가위",
      "날을 손으로 갈아 종이도 천도 매끈하게 잘려요. 황동 손잡이는 쓸수록 은은한 빛이 돌아요. 가죽 칼집이 함께 가니 서랍에 넣어 두셔도 안전해요.",
    ],
    [
      "Brass-handled scissors",
      "Hand-ground blades glide through paper and cloth. The brass handles mellow with use. A leather sheath keeps them safe in a drawer.",
    ],
  ),
  product(
    "food",
    "coffee-beans",
    17_500,
    500,
    2,
    [
      "주간 블렌드 원두 200g",
      "주문이 모이면 매주 화요일에 볶아 다음 날 보내 드려요. 구운 아몬드와 흑설탕의 단맛에 끝이 깔끔한 중배전이에요. 분쇄하지 않은 커피 원두로만 보내 드려요.",
    ],
    [
      "Weekly blend coffee beans 200 g",
      "Roasted every Tuesday and sent the next day. A medium roast with toasted almond, brown sugar and a clean finish. Whole beans only.",
    ],
  ),
  product(
    "food",
    "acacia-honey",
    23_000,
    210,
    1,
    [
      "아카시아 벌꿀 500g",
      "5월 한 철 강원도 산자락에서 모은 아카시아꿀이에요. 향이 맑고 묽어서 차에도 요거트에도 잘 섞여요. 12개월 미만 아기에게는 먹이지 말아 주세요.",
    ],
    [
      "Acacia honey 500 g",
      "Gathered in May on the hillsides of Gangwon. Clear and light, it stirs easily into tea or yoghurt. Not for infants under twelve months.",
    ],
  ),
  product(
    "food",
    "jeju-tangerines",
    27_900,
    180,
    2,
    [
      "제주 노지 감귤 3kg",
      "서귀포 과수원에서 딴 그대로 왁스 코팅 없이 담아 보내요. 노지에서 햇볕을 받아 껍질에 흠이 있어도 속은 달고 진해요. 받으시면 서늘한 곳에 펼쳐 두고 드세요.",
    ],
    [
      "Jeju field tangerines 3 kg",
      "Packed as picked in Seogwipo, without wax. Grown in open fields: the skin may be marked, the fruit is sweet and deep. Spread them out somewhere cool.",
    ],
  ),
  product(
    "food",
    "green-tea-tin",
    28_000,
    140,
    1,
    [
      "하동 세작 녹차 40g",
      "곡우 뒤에 딴 어린잎을 무쇠솥에서 여러 번 덖었어요. 70도쯤으로 식힌 물에 1분만 우리면 떫지 않고 고소해요. 빛이 들지 않는 틴에 담아 마지막 잔까지 향이 남아요.",
    ],
    [
      "Hadong green tea 40 g",
      "Young leaves picked in late April and pan-fired by hand. One minute in water cooled to 70 °C gives a nutty cup without bitterness. The tin keeps the scent to the last spoon.",
    ],
  ),
  product(
    "food",
    "strawberry-jam",
    14_500,
    230,
    1,
    [
      "논산 딸기잼 300g",
      "딸기 함량 65%, 과육이 씹히도록 살살 저어 끓였어요. 설탕을 줄여 새콤한 맛이 먼저 와요. 개봉하시면 냉장고에 두고 한 달 안에 드세요.",
    ],
    [
      "Nonsan strawberry jam 300 g",
      "65% strawberries, stirred gently so the fruit stays whole. Less sugar, so the tartness comes first. Refrigerate after opening and eat within a month.",
    ],
  ),
  product(
    "food",
    "dark-chocolate",
    9_800,
    380,
    1,
    [
      "다크 초콜릿 72% 80g",
      "카카오 콩을 직접 볶아 사흘 동안 곱게 갈았어요. 말린 자두 같은 산미 뒤에 긴 단맛이 남아요. 여름에는 아이스팩과 함께 보내 드려요.",
    ],
    [
      "Dark chocolate 72%, 80 g",
      "Beans roasted in-house and ground for three days. A plum-like brightness, then a long sweetness. Sent with an ice pack in summer.",
    ],
  ),
  product(
    "food",
    "yakgwa-box",
    19_800,
    260,
    2,
    [
      "수제 약과 12개입",
      "조청에 하룻밤 재워 속까지 촉촉해요. 계피와 생강 향을 은은하게 넣어 많이 달지 않아요. 하나씩 포장해 상자에 담았으니 선물하기에도 좋아요.",
    ],
    [
      "Handmade yakgwa, box of 12",
      "Soaked overnight in grain syrup, moist to the middle. A little cinnamon and ginger keeps the sweetness in check. Wrapped one by one in a gift box.",
    ],
  ),
  product(
    "food",
    "sesame-oil",
    21_000,
    170,
    1,
    [
      "저온 압착 참기름 300ml",
      "국산 참깨를 낮은 온도에서 볶아 첫 기름만 짰어요. 색이 맑고 뒷맛이 쓰지 않아 나물이나 비빔밥에 한 숟갈이면 충분해요. 짠 날짜를 병에 적어 보내 드려요.",
    ],
    [
      "Cold-pressed sesame oil 300 ml",
      "First pressing of gently roasted Korean sesame. Clear and never bitter: a spoonful does for namul or bibimbap. The pressing date is written on the bottle.",
    ],
  ),
  product(
    "outdoor",
    "two-person-tent",
    219_000,
    45,
    2,
    [
      "경량 2인용 텐트",
      "폴대를 두 번만 끼우면 서는 구조라 혼자서도 10분이면 칠 수 있어요. 무게는 1.9kg, 바닥 내수압은 3,000mm예요. 양쪽에 문이 있어 밤에 옆 사람을 넘어 다니지 않아도 돼요.",
    ],
    [
      "Lightweight two-person tent",
      "Two poles and ten minutes, even alone. 1.9 kg with a 3,000 mm floor. A door on each side, so nobody climbs over anybody at night.",
    ],
  ),
  product(
    "outdoor",
    "camp-lantern",
    59_000,
    130,
    2,
    [
      "충전식 LED 캠핑 랜턴",
      "양초처럼 따뜻한 2,200K 빛이라 벌레가 덜 모여요. 손잡이 아래 다이얼로 밝기를 끊김 없이 조절해요. 비상시에는 휴대폰을 충전하는 보조 배터리가 돼요.",
    ],
    [
      "Rechargeable LED camp lantern",
      "A candle-warm 2,200 K light that draws fewer insects. The dial dims it without steps. In a pinch it charges your phone.",
    ],
  ),
  product(
    "outdoor",
    "insulated-bottle",
    35_000,
    280,
    1,
    [
      "보온 보냉 물병 600ml",
      "이중 진공 스테인리스라 얼음이 하루 동안 남아 있어요. 입구가 넓어 얼음도 솔도 쑥 들어가요. 뚜껑에 고리가 있어 가방에 걸고 걷기 좋아요.",
    ],
    [
      "Insulated bottle 600 ml",
      "Double-walled steel keeps ice for a day. A wide mouth takes ice cubes and brushes alike. The loop on the lid hooks to your pack.",
    ],
  ),
  product(
    "outdoor",
    "folding-chair",
    64_000,
    120,
    1,
    [
      "접이식 캠핑 의자",
      "펼치면 끝나는 우드 프레임 의자예요. 면 캔버스가 몸을 따라 늘어나 오래 앉아도 허리가 편해요. 접으면 너비 15cm라 트렁크 틈에 들어가요.",
    ],
    [
      "Folding camp chair",
      "A wooden frame that simply unfolds. The canvas follows your back, so long evenings stay comfortable. Folds to 15 cm for the gap in the boot.",
    ],
  ),
  product(
    "outdoor",
    "rolltop-backpack",
    118_000,
    75,
    1,
    [
      "롤탑 백팩 24L",
      "짐이 적으면 말아서 18L로, 많으면 펼쳐서 24L로 쓰는 가방이에요. 겉감은 비를 튕겨 내고 노트북 칸은 등 쪽에 따로 있어요. 당일 산행에도 출근길에도 잘 어울려요.",
    ],
    [
      "Roll-top backpack 24 L",
      "Rolls down to 18 litres or opens up to 24. The shell sheds rain and a laptop sleeve sits against the back. At home on a day hike and on the commute.",
    ],
  ),
  product(
    "outdoor",
    "cooler-box",
    99_000,
    55,
    1,
    [
      "하드 쿨러 박스 20L",
      "단열재를 5cm 두께로 채워 한여름에도 얼음이 이틀 가까이 버텨요. 뚜껑이 평평해 작은 테이블로도 쓸 수 있어요. 바닥 마개를 열면 녹은 물이 깔끔하게 빠져요.",
    ],
    [
      "Hard cooler box 20 L",
      "Five centimetres of insulation hold ice for almost two summer days. The flat lid doubles as a little table. Melted water drains through the plug.",
    ],
  ),
  product(
    "outdoor",
    "fire-pit",
    87_000,
    65,
    1,
    [
      "접이식 화로대",
      "접으면 노트 한 권 두께가 되는 스테인리스 화로대예요. 아래로 공기가 잘 들어 불이 금방 붙고 연기가 적어요. 재받이가 있어 잔디를 태우지 않아요.",
    ],
    [
      "Folding fire pit",
      "Stainless steel that folds to the thickness of a notebook. Air from below makes for quick fires and little smoke. An ash tray protects the grass.",
    ],
  ),
  product(
    "outdoor",
    "bucket-hat",
    33_000,
    190,
    1,
    [
      "발수 버킷햇",
      "가벼운 비는 털어 내면 그만인 발수 원단이에요. 챙이 7cm라 목덜미까지 그늘이 져요. 돌돌 말아 주머니에 넣어도 모양이 돌아와요.",
    ],
    [
      "Water-repellent bucket hat",
      "Shakes off light rain. The 7 cm brim shades the back of your neck. Roll it into a pocket and it springs back.",
    ],
  ),
  product(
    "audio",
    "wireless-headphones",
    189_000,
    80,
    2,
    [
      "노이즈 캔슬링 무선 헤드폰",
      "지하철 소음은 줄이고 안내 방송은 들리는 세 단계 소음 조절이에요. 귀를 덮는 쿠션은 메모리폼이라 안경을 써도 눌리지 않아요. 한 번 충전하면 38시간 재생되고, 10분 충전으로 4시간을 들어요.",
    ],
    [
      "Noise-cancelling wireless headphones",
      "Three levels let the train fade and the announcements through. Memory-foam cushions are kind to glasses. 38 hours per charge, four hours from ten minutes.",
    ],
  ),
  product(
    "audio",
    "wireless-earbuds",
    119_000,
    150,
    2,
    [
      "무선 이어버드",
      "한쪽 무게가 4.6g이라 끼운 걸 잊을 만큼 가벼워요. 바람 소리를 걸러 주는 마이크가 있어 걸으면서 통화해도 또렷해요. 케이스까지 합쳐 28시간, 생활 방수도 돼요.",
    ],
    [
      "Wireless earbuds",
      "At 4.6 g each you forget you are wearing them. Wind-filtering microphones keep calls clear as you walk. 28 hours with the case, splash-proof.",
    ],
  ),
  product(
    "audio",
    "portable-speaker",
    79_000,
    170,
    1,
    [
      "휴대용 블루투스 스피커",
      "원통 옆면 어디에서 들어도 소리가 고르게 퍼져요. 물에 떨어뜨려도 괜찮은 방수 등급이라 욕실과 계곡에서 쓸 수 있어요. 두 대를 이어 스테레오로 들을 수도 있어요.",
    ],
    [
      "Portable Bluetooth speaker",
      "Sound spreads evenly all around. Waterproof enough for a bathroom or a stream. Pair two for stereo.",
    ],
  ),
  product(
    "audio",
    "belt-turntable",
    259_000,
    40,
    2,
    [
      "벨트 드라이브 턴테이블",
      "무거운 알루미늄 플래터를 벨트로 돌려 모터 떨림이 바늘에 닿지 않아요. 포노 앰프가 들어 있어 액티브 스피커에 바로 연결하시면 돼요. 톤암 무게를 맞추는 방법을 그림 설명서로 넣어 드려요.",
    ],
    [
      "Belt-drive turntable",
      "A belt turns the heavy aluminium platter, so motor noise never reaches the stylus. With the phono stage built in, it plugs straight into active speakers. An illustrated guide helps you balance the arm.",
    ],
  ),
  product(
    "audio",
    "retro-radio",
    92_000,
    85,
    1,
    [
      "우드 레트로 라디오",
      "다이얼을 돌려 주파수를 찾는 재미가 있는 FM 라디오예요. 자작나무 몸통이 울림을 더해 말소리가 따뜻하게 들려요. 블루투스 스피커로도 쓰실 수 있어요.",
    ],
    [
      "Wooden retro radio",
      "An FM radio with the pleasure of a real tuning dial. The birch cabinet warms every voice. Works as a Bluetooth speaker, too.",
    ],
  ),
  product(
    "audio",
    "condenser-microphone",
    134_000,
    60,
    1,
    [
      "USB 콘덴서 마이크",
      "케이블 하나로 연결하면 방송, 회의, 노래 녹음을 바로 시작할 수 있어요. 충격을 흡수하는 거치대가 책상 두드리는 소리를 막아 줘요. 앞면 버튼을 눌러 음을 끄면 불빛 색이 바뀌어요.",
    ],
    [
      "USB condenser microphone",
      "One cable and you are ready to stream, meet or sing. The shock mount keeps desk thumps out. Tap the front to mute and the light changes colour.",
    ],
  ),
  product(
    "audio",
    "bookshelf-speakers",
    329_000,
    35,
    1,
    [
      "북셀프 액티브 스피커 한 쌍",
      "앰프가 들어 있어 턴테이블이나 TV에 바로 연결해 들을 수 있어요. 5인치 우퍼와 실크 돔 트위터가 작은 방을 고르게 채워요. 나무 무늬가 이어지도록 한 장의 판에서 잘라 짝을 맞췄어요.",
    ],
    [
      "Active bookshelf speakers, pair",
      "Powered, so they connect straight to a turntable or TV. Five-inch woofers and silk domes fill a small room evenly. Both cabinets are cut from one board so the grain matches.",
    ],
  ),
  product(
    "audio",
    "tube-headphone-amp",
    248_000,
    50,
    1,
    [
      "진공관 헤드폰 앰프",
      "은은하게 달아오르는 진공관 두 개가 목소리를 부드럽게 다듬어 줘요. 16옴부터 300옴 헤드폰까지 여유 있게 울려요. 한정 수량 50대를 먼저 주문하신 순서대로 보내 드려요.",
    ],
    [
      "Tube headphone amplifier",
      "Two softly glowing tubes round off every voice. Drives headphones from 16 to 300 ohms with ease. Limited to 50 units, first come, first served.",
    ],
  ),
  product(
    "bath",
    "cotton-towels",
    36_000,
    340,
    2,
    [
      "호텔식 면 수건 3장",
      "40수 코마사를 촘촘히 짜서 두툼한데도 빨리 말라요. 섬유 유연제 없이 두세 번 빨면 물을 더 잘 빨아들여요. 톤을 맞춘 세 가지 색이 한 묶음이에요.",
    ],
    [
      "Hotel cotton towels, set of three",
      "Densely woven combed cotton, plush yet quick to dry. Wash two or three times without softener for full absorbency. Three matching tones in a bundle.",
    ],
  ),
  product(
    "bath",
    "handmade-soap",
    8_500,
    420,
    2,
    [
      "어성초 수제 비누 100g",
      "올리브유와 시어버터를 넣어 6주 동안 천천히 굳혔어요. 거품이 곱고 씻은 뒤에 당기지 않아요. 물이 잘 빠지는 받침에 두시면 오래 쓰실 수 있어요.",
    ],
    [
      "Handmade herbal soap 100 g",
      "Olive oil and shea butter, cured for six weeks. Fine lather and no tight feeling afterwards. Lasts longest on a draining dish.",
    ],
  ),
  product(
    "bath",
    "hand-wash",
    19_000,
    260,
    1,
    [
      "유칼립투스 핸드워시 300ml",
      "자극이 적은 식물 유래 세정 성분으로 만들어 자주 씻어도 손이 편해요. 유칼립투스와 로즈메리 향이 은은하게 남아요. 갈색 유리병은 리필해서 계속 쓰실 수 있어요.",
    ],
    [
      "Eucalyptus hand wash 300 ml",
      "Gentle plant-based cleansers for hands that wash often. A light trace of eucalyptus and rosemary stays. Refill the amber bottle and keep using it.",
    ],
  ),
  product(
    "bath",
    "bamboo-toothbrushes",
    11_000,
    300,
    1,
    [
      "대나무 칫솔 4개 세트",
      "손잡이는 물기를 막는 왁스로 마감한 대나무예요. 부드러운 미세모가 잇몸을 자극하지 않아요. 네 가지 색이라 가족끼리 헷갈리지 않고 쓸 수 있어요.",
    ],
    [
      "Bamboo toothbrushes, set of four",
      "Bamboo handles sealed with wax against water. Soft tapered bristles are easy on the gums. Four colours, so the family never mixes them up.",
    ],
  ),
  product(
    "bath",
    "bath-salt",
    24_000,
    160,
    1,
    [
      "라벤더 입욕 소금 500g",
      "신안 천일염에 라벤더 오일을 입혔어요. 따뜻한 물에 두 스푼이면 욕실 가득 향이 퍼져요. 나무 스푼이 함께 들어 있어요.",
    ],
    [
      "Lavender bath salt 500 g",
      "Sea salt from Sinan coated with lavender oil. Two scoops in warm water scent the whole room. A wooden scoop is included.",
    ],
  ),
  product(
    "bath",
    "paddle-hairbrush",
    27_000,
    150,
    1,
    [
      "나무 패들 헤어브러시",
      "둥근 나무 핀이 두피를 시원하게 눌러 주면서 엉킨 머리를 풀어 줘요. 정전기가 적어 겨울에도 머리카락이 뜨지 않아요. 쿠션에 공기구멍이 있어 청소하기도 쉬워요.",
    ],
    [
      "Wooden paddle hairbrush",
      "Rounded wooden pins massage the scalp and ease out tangles. Little static, even in winter. The vented cushion is simple to clean.",
    ],
  ),
  product(
    "bath",
    "reed-diffuser",
    32_000,
    180,
    1,
    [
      "화이트 머스크 리드 디퓨저 150ml",
      "갓 말린 이불 같은 포근한 향이라 욕실에도 현관에도 무난해요. 스틱 수로 향의 세기를 조절해 주세요. 스틱 다섯 개로 두 달쯤 쓰실 수 있어요.",
    ],
    [
      "White musk reed diffuser 150 ml",
      "Smells like freshly dried linen: easy in a bathroom or a hallway. Add or remove reeds to set the strength. About two months with five reeds.",
    ],
  ),
  product(
    "bath",
    "bath-slippers",
    14_000,
    270,
    1,
    [
      "물 빠짐 욕실화",
      "바닥과 옆에 물길이 있어 젖어도 금방 말라요. 미끄럼을 막는 고무 바닥이라 아이와 어르신이 계신 집에 추천해요. 한 덩어리로 찍어 내 틈에 물때가 끼지 않아요.",
    ],
    [
      "Draining bath slippers",
      "Channels in the sole let water out, so they dry fast. Non-slip soles suit homes with children or elders. Moulded in one piece, with no seams for grime.",
    ],
  ),
];
