import { searchName } from "@sunchak/db";

const materials = [
  ["도자기", "Ceramic"],
  ["유리", "Glass"],
  ["스테인리스", "Steel"],
  ["대나무", "Bamboo"],
  ["원목", "Wooden"],
  ["황동", "Brass"],
  ["법랑", "Enamel"],
  ["면", "Cotton"],
  ["린넨", "Linen"],
  ["양모", "Wool"],
  ["가죽", "Leather"],
  ["실리콘", "Silicone"],
  ["코르크", "Cork"],
  ["대리석", "Marble"],
  ["자작나무", "Birch"],
  ["무쇠", "Cast iron"],
  ["티타늄", "Titanium"],
  ["한지", "Paper"],
  ["라탄", "Rattan"],
  ["호두나무", "Walnut"],
  ["구리", "Copper"],
  ["펠트", "Felt"],
  ["캔버스", "Canvas"],
] as const;
const kinds = [
  ["머그", "mug", "kitchen"],
  ["찻잔", "tea cup", "kitchen"],
  ["주전자", "kettle", "kitchen"],
  ["핸드드립 세트", "hand drip set", "kitchen"],
  ["접시", "plate", "kitchen"],
  ["그릇", "bowl", "kitchen"],
  ["도마", "cutting board", "kitchen"],
  ["수저 세트", "cutlery set", "kitchen"],
  ["커피 필터", "coffee filter", "food"],
  ["원두 보관함", "bean jar", "food"],
  ["꿀 병", "honey jar", "food"],
  ["과자 상자", "biscuit box", "food"],
  ["차 거름망", "tea strainer", "food"],
  ["화병", "vase", "living"],
  ["탁상 조명", "desk lamp", "living"],
  ["벽시계", "wall clock", "living"],
  ["거울", "mirror", "living"],
  ["바구니", "basket", "living"],
  ["담요", "blanket", "living"],
  ["쿠션", "cushion", "living"],
  ["러그", "rug", "living"],
  ["노트", "notebook", "stationery"],
  ["연필꽂이", "pencil cup", "stationery"],
  ["만년필", "fountain pen", "stationery"],
  ["필통", "pencil case", "stationery"],
  ["책갈피", "bookmark", "stationery"],
  ["캠핑 의자", "camping chair", "outdoor"],
  ["랜턴", "lantern", "outdoor"],
  ["침낭", "sleeping bag", "outdoor"],
  ["텀블러", "tumbler", "outdoor"],
  ["이어폰 케이스", "earphone case", "audio"],
  ["스피커 받침", "speaker stand", "audio"],
  ["턴테이블 매트", "turntable mat", "audio"],
  ["수건", "towel", "bath"],
  ["비누 받침", "soap dish", "bath"],
  ["칫솔꽂이", "toothbrush holder", "bath"],
  ["샤워 커튼", "shower curtain", "bath"],
] as const;
const colours = [
  ["하양", "white"],
  ["검정", "black"],
  ["회색", "grey"],
  ["남색", "navy"],
  ["하늘색", "sky blue"],
  ["초록", "green"],
  ["올리브", "olive"],
  ["연두", "lime"],
  ["노랑", "yellow"],
  ["겨자색", "mustard"],
  ["주황", "orange"],
  ["빨강", "red"],
  ["분홍", "pink"],
  ["보라", "purple"],
  ["갈색", "brown"],
  ["베이지", "beige"],
] as const;
const uses = [
  ["아침마다", "Every morning"],
  ["손님이 올 때", "When guests come"],
  ["책상 위에서", "On a desk"],
  ["여행을 갈 때", "On a journey"],
  ["주말에", "At the weekend"],
  ["좁은 집에서", "In a small home"],
  ["선물로", "As a present"],
] as const;
const praises = [
  ["오래 써도 모양이 그대로예요.", "it keeps its shape for years."],
  ["쓸수록 색이 깊어져요.", "its colour deepens with use."],
  ["손에 가볍게 잡혀요.", "it lies light in the hand."],
  ["물로 씻어도 괜찮아요.", "it may be washed with water."],
  ["좁은 곳에 포개어 둘 수 있어요.", "it stacks where there is little room."],
  ["작은 공방에서 하나씩 만들어요.", "a small workshop makes each one by hand."],
  ["먼지가 잘 붙지 않아요.", "dust hardly clings to it."],
  ["소리가 나지 않아요.", "it makes no noise."],
  ["겨울에도 차갑지 않아요.", "it never feels cold, not even in winter."],
  ["햇빛에 바래지 않아요.", "the sun does not bleach it."],
  ["한 손으로 열 수 있어요.", "it opens with one hand."],
] as const;

/** The names and texts of the n-th product of a large shop: no two are alike, many share words. */
export function catalogueProduct(n: number) {
  const pick = <T>(list: readonly T[], place: number) => list[place % list.length] as T;
  const material = pick(materials, n);
  const kind = pick(kinds, n * 7 + Math.floor(n / materials.length));
  const colour = pick(colours, n * 5 + Math.floor(n / (materials.length * kinds.length)));
  const [use, first, second] = [pick(uses, n), pick(praises, n * 3), pick(praises, n * 3 + 5)];
  const name = `${material[0]} ${kind[0]} ${colour[0]} ${n}`;
  const nameEn = `${material[1]} ${kind[1]}, ${colour[1]} ${n}`;
  return {
    name,
    nameEn,
    searchName: searchName(name, nameEn),
    description: `${use[0]} 쓰기 좋은 ${colour[0]} ${kind[0]}예요. ${first[0]} ${second[0]}`,
    descriptionEn: `${use[1]}: a ${colour[1]} ${kind[1]} of ${material[1].toLowerCase()}; ${first[1].slice(0, -1)}, and ${second[1]}`,
    category: kind[2],
  };
}

export const categories = [
  ["kitchen", "주방", "Kitchen"],
  ["living", "생활", "Living"],
  ["stationery", "문구", "Stationery"],
  ["food", "식품", "Food"],
  ["outdoor", "야외", "Outdoor"],
  ["audio", "음향", "Audio"],
  ["bath", "욕실", "Bath"],
] as const;
