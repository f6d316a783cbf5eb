// Viatom's rings and oximeters, sold as Wellue too.

package import Vitals

extension GATTService {
    /// `14839AC4-7D7E-415C-9A42-167340CF2339`
    package static let viatom = Self(BluetoothUUID(0x1483_9AC4_7D7E_415C_9A42_1673_40CF_2339), "Viatom Oximeter")
}

extension BluetoothUUID {
    /// `8B00ACE7-EB0B-49B0-BBE9-9AEE0A26E1A3`: requests are written here.
    package static let viatomWrite = Self(0x8B00_ACE7_EB0B_49B0_BBE9_9AEE_0A26_E1A3)
    /// `0734594A-A8E7-4B1A-A6B1-CD5243059A57`: the device answers here, in pieces that `ViatomAssembler` joins.
    package static let viatomNotify = Self(0x0734_594A_A8E7_4B1A_A6B1_CD52_4305_9A57)
}

extension CharacteristicDescription {
    static let viatom: [Self] = [
        Self(.viatomNotify, "Viatom Notify", in: .viatom, .notify, as: ViatomResponse.self),
        Self(.viatomWrite, "Viatom Write", in: .viatom, .procedure, as: ViatomRequest.self),
    ]
}
