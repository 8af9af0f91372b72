import type { Beneficiary, WishKind } from '#domain/wishes/wish';

/** What is asked, and what only the door may know about the reason. */
export interface Ask {
	readonly ask: string;
	readonly reason: string;
}

/** How the public text calls somebody. */
export const BENEFICIARY_WORDS: Record<Beneficiary, string> = {
	empty_nest_elder: '一位独自居住的老人',
	left_behind_child: '一名父母在外务工的孩子',
	disability: '一位行动不便的居民',
	hardship: '一户生活遇到困难的家庭',
	other: '一位居民'
};

export const WISH_PATTERNS = {
	public: '{who}希望{ask}。',
	raw: '{door}，{name}，电话{phone}。{reason}，希望{ask}。'
} as const;

export const ASKS: Record<Beneficiary, Record<WishKind, readonly Ask[]>> = {
	empty_nest_elder: {
		goods: [
			{ ask: '得到一个浴室防滑凳', reason: '膝盖做过手术，洗澡站不住' },
			{ ask: '得到一部大按键的老人手机', reason: '眼睛有白内障，看不清小字' },
			{ ask: '得到一床厚棉被', reason: '怕冷，家里的被子用了二十多年' },
			{ ask: '得到一个电子血压计', reason: '高血压多年，每天要量' },
			{ ask: '得到一辆可以坐的买菜小推车', reason: '腰不好，提不动菜' },
			{ ask: '得到一盏插电的小夜灯', reason: '夜里起身摔过一次' },
			{ ask: '得到一台收音机', reason: '老伴走了以后家里太安静' },
			{ ask: '得到一副老花镜', reason: '旧眼镜腿断了' }
		],
		service: [
			{ ask: '有人帮忙更换客厅的灯管', reason: '够不着，儿子在外地' },
			{ ask: '有人教会用手机和孙子视频', reason: '孙子在南方上学' },
			{ ask: '每周有人上门聊聊天', reason: '子女都在外省' },
			{ ask: '有人陪同去医院复查一次', reason: '心脏放过支架，不敢一个人去' },
			{ ask: '有人帮忙清洗抽油烟机', reason: '手抖，拆不下来' },
			{ ask: '有人帮忙把旧沙发搬下楼', reason: '住五楼，没有电梯' },
			{ ask: '有人帮忙办理养老资格认证', reason: '不会用手机刷脸' },
			{ ask: '有人上门理发', reason: '中风后下楼困难' },
			{ ask: '拍一张金婚纪念照', reason: '结婚五十年没有合影' }
		],
		urgent: [
			{ ask: '尽快有人查看家里不热的暖气', reason: '有哮喘，屋里只有十二度' },
			{ ask: '尽快修好漏水的厨房水管', reason: '水已经漏到楼下' },
			{ ask: '尽快有人帮忙取一次药', reason: '降糖药明天吃完' }
		]
	},
	left_behind_child: {
		goods: [
			{ ask: '得到一套课外读物', reason: '上四年级，爷爷奶奶带' },
			{ ask: '得到一个新书包', reason: '书包的拉链坏了半年' },
			{ ask: '得到一盏护眼台灯', reason: '写作业在饭桌上' },
			{ ask: '得到一双运动鞋', reason: '脚长得快，体育课没有合适的鞋' },
			{ ask: '得到一套水彩笔', reason: '喜欢画画' }
		],
		service: [
			{ ask: '周末有人辅导数学作业', reason: '奶奶不识字' },
			{ ask: '有人带着参观一次科技馆', reason: '没有出过县城' },
			{ ask: '有人教打篮球', reason: '爸爸一年回来一次' },
			{ ask: '生日那天有人一起吃蛋糕', reason: '妈妈赶不回来' }
		],
		urgent: [
			{ ask: '这几天放学后有人接送', reason: '奶奶住院了' },
			{ ask: '尽快有人帮忙联系打不通电话的家长', reason: '学校要签字' }
		]
	},
	disability: {
		goods: [
			{ ask: '得到一副腋下拐杖', reason: '右腿截肢，旧拐杖开裂' },
			{ ask: '得到一个助行器', reason: '脑梗后遗症，左侧没有力气' },
			{ ask: '得到一个语音提示的电饭锅', reason: '视力一级残疾' },
			{ ask: '得到一个轮椅坐垫', reason: '坐久了生褥疮' }
		],
		service: [
			{ ask: '有人帮忙安装卫生间扶手', reason: '坐轮椅，进出卫生间摔过' },
			{ ask: '有人陪着去办理残疾证换证', reason: '听力二级，和窗口说不清' },
			{ ask: '有人每月推着去公园一次', reason: '半年没有下楼' },
			{ ask: '有人教用电脑做手工网店', reason: '在家编织，想贴补家用' }
		],
		urgent: [{ ask: '尽快修好轮椅的刹车', reason: '门口就是坡道' }]
	},
	hardship: {
		goods: [
			{ ask: '得到一袋大米和一桶油', reason: '丈夫失业，在吃低保' },
			{ ask: '得到一张旧书桌', reason: '租房，孩子趴在床上写字' },
			{ ask: '得到一台二手洗衣机', reason: '婆婆瘫痪，每天洗很多床单' },
			{ ask: '得到一件过冬的外套', reason: '刚从外地回来，行李丢了' }
		],
		service: [
			{ ask: '有人帮忙修改求职简历', reason: '下岗两年，四十八岁' },
			{ ask: '有人讲解临时救助怎样申请', reason: '手术欠了外债' },
			{ ask: '有人照看孩子半天以便去面试', reason: '单亲，没有老人帮忙' }
		],
		urgent: [{ ask: '尽快借到一张行军床', reason: '母亲出院，家里没有地方睡' }]
	},
	other: {
		goods: [
			{ ask: '楼道里有一个公用打气筒', reason: '电动车常常没有气' },
			{ ask: '阅览角添几本育儿书', reason: '刚生二胎' }
		],
		service: [
			{ ask: '有人教大家跳广场舞', reason: '刚退休，想找伴' },
			{ ask: '有人帮忙调解楼上楼下的噪音', reason: '孩子要高考' },
			{ ask: '有人讲一次怎样防电信诈骗', reason: '邻居被骗了两万' },
			{ ask: '有人指导阳台种菜', reason: '乡下住惯了' }
		],
		urgent: [{ ask: '尽快帮忙寻找走失的小狗', reason: '孩子哭了一夜' }]
	}
};
