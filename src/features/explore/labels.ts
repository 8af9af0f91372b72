import type { MemberKind } from '#domain/people/member';
import type { BuildingKind, CellKind } from '#domain/place/survey';
import type { BackgroundKind, BackgroundState } from '#domain/place/background';
import type { NodeKind } from '#domain/people/grant';
import type { CentreStatus } from '#domain/reach/centre';
import type { Beneficiary, WishKind } from '#domain/wishes/wish';
import type { LayerName, Mode, WishStage } from '#features/explore/view-url';
import type { MessageKey } from '#ui/text/translate';

/** The word for every value of the domain that this page shows. A forgotten one is a compile error. */
type Labels<Value extends string | number> = Readonly<Record<Value, MessageKey>>;

export const CENTRE_STATUS: Labels<CentreStatus> = {
	planned: 'map.statusPlanned',
	building: 'map.statusBuilding',
	built: 'map.statusBuilt',
	open: 'map.statusOpen',
	closed: 'map.statusClosed'
};

export const LEVEL: Labels<1 | 2 | 3> = { 1: 'map.level1', 2: 'map.level2', 3: 'map.level3' };

export const LEVEL_FULL: Labels<1 | 2 | 3> = { 1: 'map.levelFull1', 2: 'map.levelFull2', 3: 'map.levelFull3' };

export const SPECIAL: Labels<Exclude<CellKind, 'ordinary'>> = {
	industrial: 'explore.specialIndustrial',
	mall: 'explore.specialMall',
	campus: 'explore.specialCampus',
	site: 'explore.specialSite'
};

export const BUILDING_KIND: Labels<BuildingKind> = {
	residential: 'explore.buildingResidential',
	mixed: 'explore.buildingMixed',
	office: 'explore.buildingOffice',
	shop: 'explore.buildingShop',
	school: 'explore.buildingSchool',
	hospital: 'explore.buildingHospital',
	industrial: 'explore.buildingIndustrial',
	public: 'explore.buildingPublic',
	other: 'explore.buildingOther'
};

export const NODE_KIND: Labels<NodeKind> = {
	district: 'explore.dutyDistrict',
	subdistrict: 'explore.dutySubdistrict',
	community: 'explore.dutyCommunity',
	lineage: 'explore.dutyLineage'
};

export const MODE: Labels<Mode> = {
	cells: 'explore.modeCells',
	centres: 'explore.modeCentres',
	buildings: 'explore.modeBuildings',
	wishes: 'explore.modeWishes',
	members: 'explore.modeMembers'
};

export const LAYER: Labels<LayerName> = {
	cells: 'map.layerCells',
	centres: 'map.layerCentres',
	circles: 'map.layerCircles',
	wishes: 'map.layerWishes',
	members: 'map.layerMembers',
	vacant: 'map.layerVacant'
};

export const BACKGROUND: Labels<BackgroundKind> = {
	vec: 'map.backgroundVec',
	img: 'map.backgroundImg'
};

export const BACKGROUND_REFUSAL: Labels<Exclude<BackgroundState, 'on'>> = {
	'used-up': 'map.backgroundUsedUp',
	unavailable: 'map.backgroundUnavailable'
};

export const WISH_LETTER: Labels<WishKind> = {
	goods: 'map.wishGoodsLetter',
	service: 'map.wishServiceLetter',
	urgent: 'map.wishUrgentLetter'
};

export const WISH_STAGE: Labels<WishStage> = {
	open: 'wishes.stageOpen',
	live: 'wishes.stageLive',
	fulfilled: 'wishes.stageFulfilled'
};

export const BENEFICIARY: Labels<Beneficiary> = {
	empty_nest_elder: 'wishes.forEmptyNestElder',
	left_behind_child: 'wishes.forLeftBehindChild',
	disability: 'wishes.forDisability',
	hardship: 'wishes.forHardship',
	other: 'wishes.forOther'
};

export const MEMBER_KIND: Labels<MemberKind> = {
	in_service: 'members.kindInService',
	community: 'members.kindCommunity',
	floating: 'members.kindFloating'
};
